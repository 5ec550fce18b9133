// SPDX-License-Identifier: Apache-2.0

import CLibCurl
import Glibc

/// A failure of libcurl in our own words, for readers who do not know libcurl or OpenSSL.
struct CurlFailure {
    private let code: CURLcode
    private let transfer: Transfer
    /// libcurl's message, to distinguish failures that share one code.
    ///
    /// Never shown, because it may quote URLs with secrets.
    private let text: String
    /// The host of the request, with its port.
    private let host: String

    init(_ code: CURLcode, of transfer: Transfer) {
        self.code = code
        self.transfer = transfer
        text = transfer.handle.message(for: code)
        host = WebAddress(transfer.request.url)?.authority ?? "the server"
    }

    /// The error for callers.
    var error: HTTPTransportError {
        let certificate =
            code == CURLE_PEER_FAILED_VERIFICATION
            ? CertificateProblem(verification: transfer.handle.number(CURLINFO_SSL_VERIFYRESULT)) : nil
        let (reason, message) = verdict(certificate)
        return HTTPTransportError(
            reason: reason,
            method: transfer.request.method,
            url: RequestURL.redacted(transfer.request.url),
            message: message,
            certificate: certificate,
            asksForClientCertificate: transfer.asksForClientCertificate
        )
    }

    private func verdict(_ certificate: CertificateProblem?) -> (HTTPTransportError.Reason, String) {
        let status = transfer.handle.number(CURLINFO_HTTP_CONNECTCODE)
        // The proxy answered, but did not open a tunnel.
        if status >= 300 {
            return (.proxyFailed, "the proxy answered \(status)" + (status == 407 ? ", it requires credentials" : ""))
        }
        if let certificate { return (.untrustedCertificate, certificate.message(host: host)) }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: return (.nameNotResolved, "the name of `\(host)` cannot be resolved")
        case CURLE_COULDNT_RESOLVE_PROXY:
            return (
                .proxyFailed, "the name of the proxy\(transfer.proxyHost.map { " `\($0)`" } ?? "") cannot be resolved"
            )
        case CURLE_PROXY: return (.proxyFailed, "the proxy cannot be used")
        case CURLE_COULDNT_CONNECT: return unconnected
        case CURLE_OPERATION_TIMEDOUT where transfer.handle.offset(CURLINFO_CONNECT_TIME_T) > 0:
            return (.timedOut, "`\(host)` takes connections, but does not answer; check that a registry runs there")
        case CURLE_OPERATION_TIMEDOUT: return (.timedOut, "no connection to `\(host)` was made in time")
        case CURLE_SSL_CONNECT_ERROR: return handshake
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CLIENTCERT: return (.tlsFailed, clientCertificate)
        case CURLE_SSL_CACERT_BADFILE:
            return (.tlsFailed, "the certificates of trusted authorities cannot be read; one of them is damaged")
        case CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS,
            CURLE_USE_SSL_FAILED:
            return (.tlsFailed, "TLS with `\(host)` failed")
        case CURLE_PARTIAL_FILE: return lost("the connection ended before the whole answer had arrived")
        case CURLE_GOT_NOTHING: return lost("the server closed the connection without an answer")
        // After a part of the body was sent, libcurl wants to start again; that is the caller's decision.
        case CURLE_SEND_ERROR, CURLE_SEND_FAIL_REWIND: return lost("the connection was lost while the request was sent")
        case CURLE_RECV_ERROR:
            return lost(
                "the connection was lost while \(transfer.hasHead ? "the answer arrived" : "waiting for an answer")"
            )
        case CURLE_HTTP2, CURLE_HTTP2_STREAM: return stream
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
            return (.garbled, "the server's answer is not HTTP")
        // This is libcurl's own limit for a line of headers.
        case CURLE_OUT_OF_MEMORY where !transfer.hasHead:
            return (.other, "a header of the answer is longer than the 100 KiB that are read")
        case CURLE_OUT_OF_MEMORY: return (.other, "the memory is full, or a trailer of the answer is too long")
        case CURLE_URL_MALFORMAT: return (.other, "a URL is not valid, perhaps that of a proxy")
        default: return (.other, "libcurl failed with its error \(code.rawValue)")
        }
    }

    /// The error for a server or a proxy that was not reached; libcurl has one code for both, and names the one.
    private var unconnected: (HTTPTransportError.Reason, String) {
        let why =
            switch Int32(transfer.handle.number(CURLINFO_OS_ERRNO)) {
            case ECONNREFUSED: "the connection is refused"
            case ENETUNREACH, EHOSTUNREACH: "there is no route to it"
            default: "no connection was made"
            }
        if let proxy = transfer.proxyHost, text.contains(" \(proxy) port "),
            !transfer.request.url.contains("//\(proxy)")
        {
            return (.proxyUnreachable, "the proxy does not answer: \(why) (`\(proxy)`)")
        }
        return (.connectionRefused, "`\(host)` does not answer: \(why)")
    }

    /// The error for a handshake that failed or was cut off; libcurl has one code for both, and only the latter may
    /// be temporary.
    private var handshake: (HTTPTransportError.Reason, String) {
        if text.contains("SSL_ERROR_SYSCALL") || text.contains("reset by peer") {
            return lost("the connection was lost during the TLS handshake")
        }
        if refusesClient { return clientRefused }
        if text.contains("wrong version number") || text.contains("packet length too long")
            || text.contains("record layer failure") || text.contains("http request")
        {
            return (.tlsFailed, "the server does not speak TLS at `\(host)`")
        }
        if text.contains("protocol version") || text.contains("unsupported protocol") {
            return (.tlsFailed, "`\(host)` and this machine have no TLS version in common")
        }
        return (.tlsFailed, "TLS with `\(host)` failed" + (reasonOfOpenSSL.map { ": \($0)" } ?? ""))
    }

    /// The error for a stream of HTTP/2 that the server ended, or whose connection it ended.
    private var stream: (HTTPTransportError.Reason, String) {
        if text.contains("ENHANCE_YOUR_CALM") || transfer.isAskedToCalmDown {
            return (.overloaded, "`\(host)` ended the connection, because it got too many requests at a time")
        }
        return lost("`\(host)` ended the request, or its connection, before the answer was complete")
    }

    private func lost(_ message: String) -> (HTTPTransportError.Reason, String) {
        if refusesClient { return clientRefused }
        guard transfer.asksForClientCertificate, !transfer.hasHead else { return (.connectionLost, message) }
        // A server may close the connection before its reason was read.
        return (.connectionLost, "\(message); \(clientNote)")
    }

    private var clientNote: String {
        transfer.request.security.clientCertificate.map {
            "the server asked for a client certificate and got \($0.certificatePath)"
        } ?? "the server asked for a client certificate, and there is none for `\(host)`"
    }

    private var clientRefused: (HTTPTransportError.Reason, String) {
        (.clientCertificateRefused, clientNote)
    }

    /// Whether the server said that it does not accept our certificate, or that we sent none.
    private var refusesClient: Bool {
        guard transfer.asksForClientCertificate, text.contains("alert") else { return false }
        return ["certificate", "unknown ca", "handshake failure", "access denied"].contains { text.contains($0) }
    }

    private var clientCertificate: String {
        guard let certificate = transfer.request.security.clientCertificate else {
            return "the client certificate cannot be used"
        }
        for path in [certificate.certificatePath, certificate.keyPath] where unsafe access(path, R_OK) != 0 {
            return "the client certificate cannot be used: \(path) cannot be read"
        }
        return "the client certificate \(certificate.certificatePath) and its key \(certificate.keyPath) do not belong"
            + " together, or are not PEM files without a password"
    }

    /// The last part of a message such as `error:0A000152:SSL routines::unsafe legacy renegotiation disabled`.
    private var reasonOfOpenSSL: String? {
        guard let start = text.firstRange(of: "SSL routines:")?.upperBound else { return nil }
        let words = text[start...].split(separator: ":").last.map(String.init)?.oneLine(limit: 80)
        return words.flatMap { $0.isEmpty ? nil : $0 }
    }
}
