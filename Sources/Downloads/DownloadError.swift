// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import HTTPTransport

/// An error that a document could not be downloaded.
package struct DownloadError: ExplainedError, Sendable, Equatable {
    /// A reason that a caller may act on.
    package enum Kind: Sendable, Equatable {
        /// The server answered with this status.
        case status(Int)
        case unreachable(HTTPTransportError.Reason)
        /// A redirect that is not followed.
        case redirect
        case tooLong
        case invalidURL
    }

    package let kind: Kind
    /// The URL that failed, after redirects, without user information and query.
    package let url: String
    /// The problem on one line.
    package let found: String
    package let remedy: String?

    init(_ kind: Kind, url: String, found: String, remedy: String? = nil) {
        self.kind = kind
        self.url = url
        self.found = found
        self.remedy = remedy
    }

    package var description: String { explanation.text }

    package var explanation: Explanation { Explanation("GET \(url): \(found)", remedy: remedy) }
}

extension DownloadError {
    /// Makes the error for a failure status, without secrets that were sent.
    init(_ answer: HTTPMessage, _ address: WebAddress, hiding secrets: SentSecrets) {
        let text = String(decoding: answer.body, as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
        let isPage = answer.headers["Content-Type"]?.lowercased().hasPrefix("text/html") ?? false
        let line = isPage ? nil : lines.first { !$0.isEmpty }.map { secrets.redacting(String($0)).oneLine(limit: 300) }
        self.init(
            .status(answer.status),
            url: address.redacted,
            found: "the server answered \(answer.status)" + (line.map { ": \($0)" } ?? ""),
            remedy: Self.remedy(answer.status, address)
        )
    }

    private static func remedy(_ status: Int, _ address: WebAddress) -> String {
        switch status {
        case 401, 403: "check that the URL is right and that `\(address.authority)` lets you read it"
        case 404, 410: "check the URL"
        case 407: "the proxy requires credentials: write them into HTTPS_PROXY"
        case 429: "wait a while, then run again"
        case 500...: "the server has a problem: wait a while, then run again"
        default: "check the URL and the proxy that may have answered instead"
        }
    }

    /// Makes the error for a request that is not sent, because its server did not answer earlier ones within the time
    /// limits.
    init(unanswered address: WebAddress) {
        self.init(
            .unreachable(.timedOut),
            url: address.redacted,
            found: "the server did not answer earlier in this run",
            remedy: "check the network, HTTPS_PROXY and NO_PROXY"
        )
    }

    /// Makes the error for a request without an answer.
    init(_ error: HTTPTransportError, _ address: WebAddress) {
        self.init(
            .unreachable(error.reason),
            url: address.redacted,
            found: error.message.oneLine(limit: 300),
            remedy: error.remedy(host: address.authority)
        )
    }
}
