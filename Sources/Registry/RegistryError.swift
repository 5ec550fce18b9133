// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import HTTPTransport

/// The reason why a registry did not do what was requested.
package struct RegistryError: ExplainedError, Sendable, Equatable {
    /// A reason that a caller may act on.
    package enum Kind: Sendable, Equatable {
        case notFound
        case unauthorized
        case denied
        case unsupported
        case tooManyRequests
        /// An index was refused because some of its manifests are missing.
        case sparseIndexRefused
        /// A manifest was refused because content that it names is missing.
        case contentMissing
        /// The registry accepts sha256 only.
        case digestAlgorithmRefused
        case deleteDisabled
        /// The registry deletes manifests, but not tags.
        case tagDeletionRefused
        /// registries.conf blocks the registry.
        case blocked
        /// A blob or manifest is larger than the registry accepts.
        case tooLarge
        /// The bytes do not match the digest.
        case digestMismatch
        /// The registry has a different part of an upload than we assumed.
        case rangeRefused
        /// The registry does not know the upload session.
        case uploadUnknown
        /// The registry does not accept blobs in this way; another way may work.
        case uploadWayRefused
        /// The server is not a registry.
        case noRegistry
        /// The tag that would list referrers names something else.
        case referrersTagTaken
        /// The answer violates the protocol.
        case invalidAnswer
        /// There was no answer.
        case unreachable(HTTPTransportError.Reason)
        /// Any other refusal or failure of the server.
        case server
    }

    /// What a server says by an answer that is no success.
    package struct Refusal: Sendable, Equatable {
        package let status: Int
        /// Its own codes, such as `MANIFEST_UNKNOWN`.
        package let codes: [String]

        package init(status: Int, codes: [String] = []) {
            self.status = status
            self.codes = codes
        }
    }

    package private(set) var kind: Kind
    /// The request, as `PUT https://host/v2/…`, without user information and query.
    package let request: String
    /// What a server answered, if one did.
    private var refusal: Refusal?
    /// The problem: the server's codes and messages without control characters, or our own words.
    package private(set) var details: [String]
    /// What the user can do about it.
    package private(set) var remedy: String?
    /// Whether the same request may succeed if it is sent again.
    package private(set) var isRetryable: Bool
    /// The other places that were asked for the content, each with the reason of its failure.
    package internal(set) var tried: [String] = []
    /// Whether a mirror answered that it does not have the content, before the last place failed in another way.
    package internal(set) var isKnownAbsent = false
    /// Whether the registry refused a token that its own service had issued for this request to a known account.
    ///
    /// Some registries refuse the reading of a repository like this if it does not exist yet (Quay).
    package internal(set) var hasToken = false
    /// Whether it is a 401 without a challenge.
    var isUnchallenged = false
    /// The time to wait before another attempt, according to the server.
    package internal(set) var serverDelay: Duration?
    /// Whether the request was repeated until the limits for retries, so that no caller repeats it.
    package internal(set) var isExhausted = false

    package init(
        kind: Kind,
        request: String,
        refusal: Refusal? = nil,
        details: [String] = [],
        remedy: String? = nil,
        isRetryable: Bool = false
    ) {
        self.kind = kind
        self.request = request
        self.refusal = refusal
        self.details = details
        self.remedy = remedy
        self.isRetryable = isRetryable
    }

    package var status: Int? { refusal?.status }

    /// The server's own codes, such as `MANIFEST_UNKNOWN`.
    package var codes: [String] { refusal?.codes ?? [] }

    /// Whether a server answered, and its answer is final.
    var isFinalAnswer: Bool { status != nil && !isRetryable }

    /// The problem on one line.
    var reason: String {
        let status = status.map { ["status \($0)"] } ?? []
        return (status + details).joined(separator: ", ")
    }

    package var description: String { explanation.text }

    package var explanation: Explanation {
        Explanation(
            "\(request): \(reason.isEmpty ? "\(kind)" : reason)",
            cause: tried.isEmpty ? nil : tried.map { "tried before: \($0)" }.joined(separator: "\n"),
            remedy: remedy
        )
    }

    /// The same error, marked as repeated until the limits for retries.
    var exhausted: RegistryError {
        var error = self
        error.isExhausted = true
        return error
    }

    /// The same error with another value for `isRetryable`.
    func retryable(_ isRetryable: Bool) -> RegistryError {
        var error = self
        error.isRetryable = isRetryable
        return error
    }

    /// The same error with the server's texts passed through `change`.
    func mapping(_ change: (String) -> String) -> RegistryError {
        var error = self
        error.refusal = refusal.map { Refusal(status: $0.status, codes: $0.codes.map(change)) }
        error.details = details.map(change)
        error.tried = tried.map(change)
        return error
    }

    /// The same error with a more exact kind and a remedy.
    func named(_ kind: Kind, remedy: String) -> RegistryError {
        var error = self
        error.kind = kind
        error.remedy = remedy
        return error
    }
}
