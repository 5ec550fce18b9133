// SPDX-License-Identifier: Apache-2.0

package import OCI

/// What has to stay at the target, and who needs it.
package struct NeededImages: Sendable, Equatable {
    private var tags: [Repository: [Tag: Set<String>]] = [:]
    private var digests: [Repository: [Digest: Set<String>]] = [:]

    package init() {}

    /// Somebody needs what lies at a place, whatever it is.
    package mutating func need(_ destination: Destination, by who: String) {
        tags[destination.repository, default: [:]][destination.tag, default: []].insert(who)
    }

    /// Somebody needs an image by its content: clusters pull by digest, whatever tags there are.
    package mutating func need(_ digest: Digest, in repository: Repository, by who: String) {
        digests[repository, default: [:]][digest, default: []].insert(who)
    }

    package mutating func formUnion(_ other: NeededImages) {
        for (repository, names) in other.tags { tags[repository, default: [:]].merge(names) { $0.union($1) } }
        for (repository, names) in other.digests { digests[repository, default: [:]].merge(names) { $0.union($1) } }
    }

    /// The tags of a repository that have to stay, with who needs them.
    package func tags(in repository: Repository) -> [Tag: Set<String>] { tags[repository] ?? [:] }

    /// The contents of a repository that have to stay, with who needs them.
    package func digests(in repository: Repository) -> [Digest: Set<String>] { digests[repository] ?? [:] }

    /// Whether somebody needs what lies at a place.
    package func contains(_ destination: Destination) -> Bool {
        tags[destination.repository]?[destination.tag] != nil
    }
}
