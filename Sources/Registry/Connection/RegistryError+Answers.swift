// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import HTTPTransport
import Scheduling

/// The body of a refusal (distribution-spec, "Error codes").
private struct ErrorBody: Decodable {
    struct Item: Decodable {
        var code: String?
        var message: String?
    }

    var errors: [Item]?
    /// Token services and proxies have `details` or `message` at the top level.
    var details: String?
    var message: String?
}

extension RegistryError {
    /// The maximum size of a refusal that is read, in bytes.
    static let bodyLimit = 64 << 10

    /// Reads a server's error answer.
    ///
    /// A text that is cut ends with `…`, which tells `SentSecrets` that the rest of a secret may be missing.
    init(_ answer: HTTPMessage, request: String, remedy: String? = nil) {
        let body = try? JSONDecoder().decode(ErrorBody.self, from: Data(answer.body))
        let items = (body?.errors ?? []).prefix(5)
        let codes = items.compactMap { $0.code?.oneLine(limit: 60) }
        var details = items.map { item in
            [item.code, item.message].compactMap { $0?.oneLine(limit: 300) }.filter { !$0.isEmpty }
                .joined(separator: ": ")
        }.filter { !$0.isEmpty }
        if details.isEmpty, let text = body?.details ?? body?.message { details = [text.oneLine(limit: 300)] }
        let type = answer.headers["Content-Type"] ?? ""
        if details.isEmpty, body == nil, !answer.body.isEmpty, !type.hasPrefix("text/html") {
            let isCut = answer.body.count >= Self.bodyLimit
            details = [(String(decoding: answer.body, as: UTF8.self) + (isCut ? "…" : "")).oneLine(limit: 300)]
        }
        let kind = Self.kind(answer.status, codes)
        self.init(
            kind: kind,
            request: request,
            refusal: Refusal(status: answer.status, codes: codes),
            details: details,
            remedy: remedy ?? Self.remedy(kind, answer.status),
            isRetryable: kind == .tooManyRequests || RetryPolicy.mayPass(status: answer.status)
        )
    }

    /// The advice for a server's own failure, after all retries.
    private static func remedy(_ kind: Kind, _ status: Int) -> String? {
        if kind == .tooManyRequests {
            return "the server limits the number of requests: run the same command again later"
        }
        return status >= 500 ? "the problem is on the server: see its log, then run the same command again" : nil
    }

    private static func kind(_ status: Int, _ codes: [String]) -> Kind {
        if codes.contains("TOOMANYREQUESTS") { return .tooManyRequests }
        // docker-registry says "invalid" about sessions that it does not know or that another secret has signed.
        if codes.contains("BLOB_UPLOAD_UNKNOWN") || codes.contains("BLOB_UPLOAD_INVALID") { return .uploadUnknown }
        switch status {
        case 401: return .unauthorized
        case 403: return .denied
        case 404: return .notFound
        case 405, 501: return .unsupported
        case 413: return .tooLarge
        case 416: return .rangeRefused
        case 429: return .tooManyRequests
        default: break
        }
        if codes.contains("DENIED") { return .denied }
        if codes.contains("UNSUPPORTED") { return .unsupported }
        return .server
    }

    /// Whether another way of sending the same bytes may succeed: the refusal is neither about the account nor the
    /// bytes.
    var refusesWayOfUploading: Bool {
        switch kind {
        case .unauthorized, .denied, .tooManyRequests, .tooLarge, .digestMismatch, .digestAlgorithmRefused,
            .referrersTagTaken, .invalidAnswer:
            false
        // A lost upload has its own code.
        default: (isFinalAnswer || status == 500) && !codes.contains { $0.hasPrefix("BLOB_UPLOAD_") }
        }
    }

    /// Whether a registry that refuses the first chunk of a blob may accept the whole blob.
    var refusesChunks: Bool {
        kind == .tooLarge || kind == .denied || refusesWayOfUploading
    }

    /// Makes the error for an answer that violates the protocol.
    static func invalid(_ request: String, _ message: String, isRetryable: Bool = false) -> RegistryError {
        RegistryError(kind: .invalidAnswer, request: request, details: [message], isRetryable: isRetryable)
    }

    /// Makes the error for an answer beyond a limit; the run cannot continue without its content.
    static func beyondBounds(_ request: String, _ message: String) -> RegistryError {
        RegistryError(kind: .tooLarge, request: request, details: [message])
    }

    /// Makes the error for a request without an answer.
    init(_ error: HTTPTransportError, host: String) {
        let remedy: String? =
            switch error.reason {
            case .untrustedCertificate where error.certificate?.remedy(host: host) == nil:
                "put the authority's certificate into /etc/containers/certs.d/\(host)/ca.crt or set"
                    + " SSL_CERT_FILE to it; for this registry alone, `insecure = true` in registries.conf skips the check"
            case .tlsFailed:
                "if `\(host)` speaks plain HTTP, say so: a [[registry]] with `insecure = true` in registries.conf,"
                    + " or \(OptionName.sourceTLSVerify)=false for a source and "
                    + "\(OptionName.destinationTLSVerify)=false for the target"
            case .clientCertificateRefused: Self.clientCertificateRemedy(host)
            case .connectionLost where error.asksForClientCertificate: Self.clientCertificateRemedy(host)
            case .connectionRefused: "check that a registry listens at `\(host)`, and its port"
            default: error.remedy(host: host)
            }
        self.init(
            kind: .unreachable(error.reason),
            request: "\(error.method.rawValue) \(error.url)",
            details: [error.message.oneLine(limit: 300)],
            remedy: remedy,
            isRetryable: error.isRetryable
        )
    }

    private static func clientCertificateRemedy(_ host: String) -> String {
        "put a client certificate that `\(host)` knows into /etc/containers/certs.d/\(host)/client.cert, and its key into"
            + " client.key beside it"
    }
}
