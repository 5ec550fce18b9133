// SPDX-License-Identifier: Apache-2.0

import ImageAccess
package import OCI
package import Registry

/// The context in which a section is asked about its images at a target.
package struct HoldingContext: Sendable {
    package let target: KnownTarget
    /// The registry of the target.
    package let registry: RegistryClient
    /// The sources for resolving a configuration, if the target is not enough.
    package let sources: SourceAccess
    /// Whether channels are taken literally, without the channels that an update path needs in addition.
    package let exactChannels: Bool
    package let services: RunServices

    /// The number of parallel requests for tags of a repository.
    private static let questions = 16

    package init(
        target: KnownTarget,
        registry: RegistryClient,
        sources: SourceAccess,
        exactChannels: Bool,
        services: RunServices
    ) {
        self.target = target
        self.registry = registry
        self.sources = sources
        self.exactChannels = exactChannels
        self.services = services
    }

    /// Returns the digests that images have at their sources, as far as these can be asked.
    package func digestsAtSources(of references: [ImageReference]) async throws -> [ImageReference: Digest] {
        try await sources.library.knownDigests(of: references)
    }

    /// The tags of a repository with their digests; it is an error if the list lacks a tag that the ledger has and that
    /// exists.
    package func tags(of repository: Repository) async throws -> [Tag: Digest] {
        try await registry.taggedDigests(repository, known: target.tags(in: repository), limit: Self.questions)
    }
}
