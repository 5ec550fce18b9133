// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
import Plans
import Registry
import Scheduling

/// Checks that no remaining index has a manifest that a plan deletes.
///
/// A plan made by `mirror` never does that. A plan that was written or edited by hand may; its tags would be left broken.
struct StayingIndexes: Sendable {
    let plan: Plan
    let target: RegistryClient
    let parallelism: Int
    /// The children of indexes; each index is checked twice, and its content does not change.
    private let known = RememberedWork<Place, [Descriptor]>()

    private struct Place: Hashable {
        let repository: Repository
        let digest: Digest
    }

    init(plan: Plan, target: RegistryClient, parallelism: Int) {
        self.plan = plan
        self.target = target
        self.parallelism = parallelism
    }

    /// Reads the indexes of remaining tags, those of single tags to delete, and the indexes within them.
    func check(_ repository: Repository, staying: [Descriptor]) async throws {
        let deletions = plan.deletions.filter { $0.repository == PlacedRepository(repository) }
        let going = Set(deletions.filter { $0.kind == .manifest }.map(\.digest))
        guard !going.isEmpty else { return }
        let alone = deletions.filter { $0.kind == .tags }.map(\.digest)
        if let digest = going.intersection(staying.map(\.digest) + alone).min() {
            throw NeededDeletion(repository: repository, digest: digest, index: nil)
        }
        var seen: Set<Digest> = []
        let roots = Set(staying.filter(\.mediaType.isIndex).map(\.digest) + alone)
        var rest = roots
        while !rest.isEmpty {
            seen.formUnion(rest)
            let found = try await concurrentMap(rest.sorted(), limit: parallelism * 2) { digest in
                let place = Place(repository: repository, digest: digest)
                return try await known.value(for: place) {
                    try await children(of: place, isNamed: roots.contains(digest))
                }
            }
            for (index, children) in zip(rest.sorted(), found) {
                guard let child = children.first(where: { going.contains($0.digest) }) else { continue }
                throw NeededDeletion(repository: repository, digest: child.digest, index: index)
            }
            rest = Set(found.joined().filter(\.mediaType.isIndex).map(\.digest)).subtracting(seen)
        }
    }

    /// The children of an index; empty for a nested index that was not mirrored.
    private func children(of place: Place, isNamed: Bool) async throws -> [Descriptor] {
        do {
            return try await target.manifest(place.repository, .digest(place.digest)).children
        } catch let error as RegistryError where error.kind == .notFound && !isNamed {
            return []
        }
    }
}

/// An error that a plan deletes a manifest that a remaining image needs; nothing of the repository was deleted.
package struct NeededDeletion: ExplainedError, Sendable, Equatable {
    package let repository: Repository
    package let digest: Digest
    /// The index that has the manifest; `nil` if a tag names it.
    package let index: Digest?

    package var explanation: Explanation {
        Explanation(
            "the plan deletes \(repository)@\(digest), but "
                + (index.map { "the remaining index \($0) has it" } ?? "a remaining tag names it"),
            remedy: "Nothing in \(repository) was deleted. Make a safe plan with `mirror delete plan`."
        )
    }
}
