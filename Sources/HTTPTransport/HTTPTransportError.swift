// SPDX-License-Identifier: Apache-2.0

/// The reason why there was no answer, or no complete one.
package struct HTTPTransportError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A reason that a caller may act on.
    package enum Reason: Sendable, Equatable {
        case nameNotResolved
        case connectionRefused
        case connectionLost
        case timedOut
        /// Bytes move, but too few of them.
        case tooSlow
        /// The server ended an HTTP/2 connection because it got too many requests (`ENHANCE_YOUR_CALM`).
        case overloaded
        /// The server's certificate could not be verified; `certificate` has the problem.
        case untrustedCertificate
        /// The server asks for a client certificate that it knows.
        case clientCertificateRefused
        /// TLS failed in another way; a plain-HTTP server behind an https URL is reported like this too.
        case tlsFailed
        /// The proxy could not be used, or refused the request.
        case proxyFailed
        /// The proxy does not answer at present.
        case proxyUnreachable
        /// The answer is not HTTP.
        case garbled
        case other
    }

    package let reason: Reason
    package let method: HTTPRequest.Method
    /// The URL without user information and query.
    package let url: String
    /// The problem in our own words.
    package let message: String
    /// The problem with a certificate that could not be verified.
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

    /// Whether the same request may succeed if it is sent again.
    package var isRetryable: Bool {
        switch reason {
        case .connectionRefused, .connectionLost, .timedOut, .tooSlow, .overloaded, .nameNotResolved, .proxyUnreachable,
            .garbled:
            true
        case .untrustedCertificate, .clientCertificateRefused, .tlsFailed, .proxyFailed, .other: false
        }
    }

    /// Whether the server is asked for more than it can do, so that fewer requests at a time may succeed.
    package var isOverload: Bool { [.timedOut, .tooSlow, .overloaded].contains(reason) }

    /// What to do about it, in words that fit any server.
    package func remedy(host: String) -> String? {
        switch reason {
        case .nameNotResolved: "check the name `\(host)` and the DNS, or set HTTPS_PROXY"
        case .connectionRefused: "check that a server listens at `\(host)`, and its port"
        case .timedOut, .tooSlow, .proxyFailed, .proxyUnreachable: "check the network, HTTPS_PROXY and NO_PROXY"
        case .untrustedCertificate:
            (certificate ?? .unknownAuthority).remedy(host: host)
                ?? "set SSL_CERT_FILE to a file with the certificate of its authority"
        case .tlsFailed: "if `\(host)` speaks plain HTTP, its URL must begin with http://"
        case .garbled: "check the port of `\(host)`: the server there does not speak HTTP"
        case .clientCertificateRefused: "ask the operator of `\(host)` for access without a client certificate"
        case .connectionLost, .overloaded, .other: nil
        }
    }
}
