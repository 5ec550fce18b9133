// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Registry

/// What a section is asked with about a target that it may hold images of.
package struct HoldingContext: Sendable {
    package let target: KnownTarget
    /// The registry of the target.
    package let registry: RegistryClient
    /// Where is looked up what a configuration means, if the target cannot tell.
    package let sources: SourceAccess
    /// Whether channels are taken as they are named, without those that an update path needs besides.
    package let exactChannels: Bool
    package let services: RunServices

    /// How many tags of a repository are asked for at the same time.
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

    /// What the tags of a repository name; a list without one that the ledger has, and that is there, is an error.
    package func tags(of repository: Repository) async throws -> [Tag: Digest] {
        try await registry.taggedDigests(repository, known: target.tags(in: repository), limit: Self.questions)
    }
}
