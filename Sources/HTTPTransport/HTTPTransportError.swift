// SPDX-License-Identifier: Apache-2.0

/// Why no answer, or no whole answer, came.
package struct HTTPTransportError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What a caller may decide on.
    package enum Reason: Sendable, Equatable {
        case nameNotResolved
        case connectionRefused
        case connectionLost
        case timedOut
        /// Bytes move, and too few of them.
        case tooSlow
        /// The server's certificate did not verify; `certificate` tells why.
        case untrustedCertificate
        /// The server wants to see a certificate that it knows.
        case clientCertificateRefused
        /// TLS failed in another way; a plain-HTTP server behind an https URL ends here too.
        case tlsFailed
        /// The proxy could not be used, or refused to.
        case proxyFailed
        /// Nobody answers where the proxy should be, for now.
        case proxyUnreachable
        /// What came is no HTTP.
        case garbled
        case other
    }

    package let reason: Reason
    package let method: HTTPRequest.Method
    /// The URL without user information and query.
    package let url: String
    /// What happened, in our own words.
    package let message: String
    /// What is wrong with a certificate that did not verify.
    package let certificate: CertificateProblem?
    /// Whether the server asked for a client certificate before the connection failed.
    package let asksForClientCertificate: Bool

    package init(
        reason: Reason,
        method: HTTPRequest.Method,
        url: String,
        message: String,
        certificate: CertificateProblem? = nil,
        asksForClientCertificate: Bool = false
    ) {
        self.reason = reason
        self.method = method
        self.url = url
        self.message = message
        self.certificate = certificate
        self.asksForClientCertificate = asksForClientCertificate
    }

    package var description: String { "\(method.rawValue) \(url): \(message)" }

    /// Whether the same request may succeed when it is sent again.
    package var isRetryable: Bool {
        switch reason {
        case .connectionRefused, .connectionLost, .timedOut, .tooSlow, .nameNotResolved, .proxyUnreachable, .garbled:
            true
        case .untrustedCertificate, .clientCertificateRefused, .tlsFailed, .proxyFailed, .other: false
        }
    }

    /// What to do about it, in words that hold for any server.
    package func remedy(host: String) -> String? {
        switch reason {
        case .nameNotResolved: "check the name `\(host)` and the DNS, or set HTTPS_PROXY"
        case .connectionRefused: "check that a server listens at `\(host)`, and its port"
        case .timedOut, .tooSlow, .proxyFailed, .proxyUnreachable: "check the network, HTTPS_PROXY and NO_PROXY"
        case .untrustedCertificate:
            (certificate ?? .unknownAuthority).remedy(host: host)
                ?? "name a file with the certificate of its authority by SSL_CERT_FILE"
        case .tlsFailed: "if `\(host)` speaks plain HTTP, its URL must begin with http://"
        case .garbled: "check the port of `\(host)`: something else than HTTP answers there"
        case .clientCertificateRefused: "ask whoever runs `\(host)` for a way that needs no client certificate"
        case .connectionLost, .other: nil
        }
    }
}
