// SPDX-License-Identifier: Apache-2.0

package import OCI
import Scheduling

/// Looks for tags that most repositories lack, such as cosign's, in the list of a repository's tags: one request answers
/// for all images of the repository.
extension RegistryClient {
    /// The maximum number of pages that are read: of a larger repository each tag is asked for.
    private static let mostListPages = 4

    /// Returns the manifest under a tag that most repositories lack, or `nil` if the repository has no such tag.
    ///
    /// `sibling` is a tag that the repository has, so that a list without it is known to lack more.
    package func uncommonManifest(
        _ repository: Repository,
        _ tag: Tag,
        beside sibling: Tag? = nil
    ) async throws -> Manifest? {
        switch try await knownPresence(of: tag, in: repository, beside: sibling) {
        case .listed:
            return try await looking(into: repository, proving: false) { try await manifest(repository, .tag(tag)) }
        case .unlisted(isBelieved: true): return nil
        case .unlisted(isBelieved: false):
            let head = try await head(repository, .tag(tag))
            connection.learn(of: repository.host) { habits in
                if head == nil { habits.tagLists.agreedOnAbsence() } else { habits.tagLists.wasWrong() }
            }
            guard let head else { return nil }
            return try await manifest(repository, .digest(head.digest))
        case .unknown:
            guard let head = try await head(repository, .tag(tag)) else { return nil }
            return try await manifest(repository, .digest(head.digest))
        }
    }

    /// What the list of a repository's tags says about one tag.
    enum KnownPresence: Sendable, Equatable {
        case listed
        /// The list lacks it; that is believed after HEAD agreed with such lists of the registry several times.
        case unlisted(isBelieved: Bool)
        /// The list is too long, or cannot be relied on.
        case unknown
    }

    /// Asks the list of a repository's tags, which is read once.
    func knownPresence(
        of tag: Tag,
        in repository: Repository,
        beside sibling: Tag? = nil
    ) async throws -> KnownPresence {
        guard role == .source, !connection.habits(of: repository.host).tagLists.isFalse,
            let tags = try await connection.tagLists.value(for: repository, { try await listedTags(repository) })
        else { return .unknown }
        if tags.contains(tag.description) { return .listed }
        if let sibling, !tags.contains(sibling.description) { return .unknown }
        return .unlisted(isBelieved: connection.habits(of: repository.host).tagLists.isBelieved)
    }

    /// The tags of a repository of moderate size; `nil` if there are more, or if mirrors may answer: caches list only what
    /// they hold.
    private func listedTags(_ repository: Repository) async throws -> Set<String>? {
        let registries = connection.settings.registries
        guard let endpoint = try registries.sources(of: repository, for: .tag).first,
            try registries.sources(of: repository, for: .tag).count == 1,
            try registries.sources(of: repository, for: .attachment) == [endpoint]
        else { return nil }
        do {
            return Set(
                try await TagListing(
                    connection: connection,
                    endpoint: endpoint,
                    patience: connection.retry.once,
                    proving: false,
                    mostPages: Self.mostListPages
                ).read()
            )
        } catch is RegistryError {
            // Each tag is asked for, which gives the error if there is one.
            return nil
        }
    }
}
