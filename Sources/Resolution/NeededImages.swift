// SPDX-License-Identifier: Apache-2.0

package import OCI

/// The images that must stay at the target, and who needs them.
package struct NeededImages: Sendable, Equatable {
    private var tags: [Repository: [Tag: Set<String>]] = [:]
    private var digests: [Repository: [Digest: Set<String>]] = [:]

    package init() {}

    /// Keeps the image at a place, whatever it is, for `who`.
    package mutating func need(_ destination: Destination, by who: String) {
        tags[destination.repository, default: [:]][destination.tag, default: []].insert(who)
    }

    /// Keeps an image by digest for `who`: clusters pull by digest, whatever tags there are.
    package mutating func need(_ digest: Digest, in repository: Repository, by who: String) {
        digests[repository, default: [:]][digest, default: []].insert(who)
    }

    package mutating func formUnion(_ other: NeededImages) {
        for (repository, names) in other.tags { tags[repository, default: [:]].merge(names) { $0.union($1) } }
        for (repository, names) in other.digests { digests[repository, default: [:]].merge(names) { $0.union($1) } }
    }

    /// The tags of a repository that must stay, and who needs them.
    package func tags(in repository: Repository) -> [Tag: Set<String>] { tags[repository] ?? [:] }

    /// The digests in a repository that must stay, and who needs them.
    package func digests(in repository: Repository) -> [Digest: Set<String>] { digests[repository] ?? [:] }

    /// Whether the image at a place is needed.
    package func contains(_ destination: Destination) -> Bool {
        tags[destination.repository]?[destination.tag] != nil
    }
}
