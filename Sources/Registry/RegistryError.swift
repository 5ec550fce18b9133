// SPDX-License-Identifier: Apache-2.0

package import HTTPTransport

/// Why a registry did not do what it was asked for.
package struct RegistryError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What a caller may decide on.
    package enum Kind: Sendable, Equatable {
        case notFound
        case unauthorized
        case denied
        case unsupported
        case tooManyRequests
        /// An index whose manifests are not all there was refused.
        case sparseIndexRefused
        /// A manifest was refused because content that it names is not there.
        case contentMissing
        /// The registry takes sha256 only.
        case digestAlgorithmRefused
        case deleteDisabled
        /// The registry deletes manifests, but no tags.
        case tagDeletionRefused
        /// registries.conf blocks the registry.
        case blocked
        /// A blob or manifest is larger than the registry takes.
        case tooLarge
        /// The bytes are not the ones that the digest names.
        case digestMismatch
        /// The registry has other bytes of an upload than we believed.
        case rangeRefused
        /// The registry does not know the upload session.
        case uploadUnknown
        /// The registry does not take blobs in this way; it may in another.
        case uploadWayRefused
        /// What answers is no registry.
        case noRegistry
        /// The tag that would list referrers holds something else.
        case referrersTagTaken
        /// The answer is not what the protocol demands.
        case invalidAnswer
        /// No answer came.
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
    /// What was asked, as `PUT https://host/v2/…`, without user information and query.
    package let request: String
    /// What a server answered, if one did.
    private var refusal: Refusal?
    /// What is wrong: the server's codes and messages without control characters, or our own words.
    package private(set) var details: [String]
    /// What the user can do about it.
    package private(set) var remedy: String?
    /// Whether the same request may succeed when it is sent again.
    package private(set) var isRetryable: Bool
    /// The other places where the content was looked for, with the reason that each failed.
    package internal(set) var tried: [String] = []
    /// Whether a mirror answered that it has no such content before the last place failed in another way.
    package internal(set) var isKnownAbsent = false
    /// Whether the registry refused a token that its service had given for just that, to a known account.
    ///
    /// Some refuse reading a repository like this that is not there yet (Quay).
    package internal(set) var hasToken = false
    /// Whether it is a 401 that does not say what it wants to see.
    var isUnchallenged = false
    /// How long the server asks to wait before another try.
    package internal(set) var serverDelay: Duration?
    /// Whether the request was sent again for as long as patience lasts, so that nobody else has to do that.
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

    /// What went wrong, on one line.
    var reason: String {
        let status = status.map { ["status \($0)"] } ?? []
        return (status + details).joined(separator: ", ")
    }

    package var description: String {
        var lines = ["\(request): \(reason.isEmpty ? "\(kind)" : reason)"]
        for place in tried { lines.append("tried before: \(place)") }
        if let remedy { lines.append(remedy) }
        return lines.joined(separator: "\n")
    }

    /// The same error where the request was sent again for as long as patience lasts.
    var exhausted: RegistryError {
        var error = self
        error.isExhausted = true
        return error
    }

    /// The same error where another try may help after all, or cannot any more.
    func retryable(_ isRetryable: Bool) -> RegistryError {
        var error = self
        error.isRetryable = isRetryable
        return error
    }

    /// The same error with what servers said put through `change`.
    func mapping(_ change: (String) -> String) -> RegistryError {
        var error = self
        error.refusal = refusal.map { Refusal(status: $0.status, codes: $0.codes.map(change)) }
        error.details = details.map(change)
        error.tried = tried.map(change)
        return error
    }

    /// The same error under a more exact name and with what to do about it.
    func named(_ kind: Kind, remedy: String) -> RegistryError {
        var error = self
        error.kind = kind
        error.remedy = remedy
        return error
    }
}
