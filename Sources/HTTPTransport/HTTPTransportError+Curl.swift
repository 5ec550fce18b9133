// SPDX-License-Identifier: Apache-2.0

import CLibCurl

extension HTTPTransportError {
    /// Says why libcurl ended a transfer with `code`; `proxyHost` is the proxy that it may have used.
    init(_ code: CURLcode, handle: EasyHandle, method: HTTPRequest.Method, url: String, proxyHost: String?) {
        var message = handle.message(for: code)
        // libcurl quotes the URL of a request or a proxy it cannot use, credentials and all.
        if message.contains("@") || message.contains("?") || message.contains("://") {
            message = EasyHandle.summary(of: code)
        }
        // libcurl wanted to send the body again from its beginning, which is not its business here.
        if code == CURLE_SEND_FAIL_REWIND { message = "the connection was lost while the body was sent" }
        var reason = Self.reason(code, message: message, connectStatus: handle.number(CURLINFO_HTTP_CONNECTCODE))
        // libcurl has one code for both, and names whom it did not reach.
        if reason == .connectionRefused, let proxyHost, message.contains(" \(proxyHost) port "),
            !url.contains("//\(proxyHost)")
        {
            reason = .proxyUnreachable
            message = "the proxy does not answer: \(message)"
        }
        self.init(
            reason: reason,
            method: method,
            url: RequestURL.redacted(url),
            message: message
        )
    }

    private static func reason(_ code: CURLcode, message: String, connectStatus: Int) -> Reason {
        // The proxy answered, and not with a tunnel.
        if connectStatus >= 300 { return .proxyFailed }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: return .nameNotResolved
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: return .proxyFailed
        case CURLE_COULDNT_CONNECT: return .connectionRefused
        case CURLE_OPERATION_TIMEDOUT: return .timedOut
        case CURLE_PEER_FAILED_VERIFICATION: return .untrustedCertificate
        case CURLE_SSL_CONNECT_ERROR:
            // One code for a handshake that failed and one that was cut off; only the latter may pass.
            let isCut = message.contains("SSL_ERROR_SYSCALL") || message.contains("reset by peer")
            return isCut ? .connectionLost : .tlsFailed
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ENGINE_INITFAILED,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
            return .tlsFailed
        case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_SEND_FAIL_REWIND:
            return .connectionLost
        // An answer without a status line counts as HTTP/0.9 to libcurl, which is a protocol that nobody allowed.
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL: return .garbled
        default: return .other
        }
    }
}
