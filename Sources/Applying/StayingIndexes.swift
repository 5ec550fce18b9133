// SPDX-License-Identifier: Apache-2.0

package import OCI
import Plans
import Registry
import Scheduling

/// Looks whether an index that stays has a manifest that a plan deletes.
///
/// A plan made by `mirror` never asks for that. One that was made by hand, or edited, may: its tags would be left broken.
struct StayingIndexes: Sendable {
    let plan: Plan
    let target: RegistryClient
    let parallelism: Int
    /// What indexes have; it is looked at twice, and content does not change.
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

    /// Reads the indexes that tags which stay name, those whose tags go alone, and the indexes within them.
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

    /// What an index has; one that is within another may not have been mirrored, and has nothing then.
    private func children(of place: Place, isNamed: Bool) async throws -> [Descriptor] {
        do {
            return try await target.manifest(place.repository, .digest(place.digest)).children
        } catch let error as RegistryError where error.kind == .notFound && !isNamed {
            return []
        }
    }
}

/// A plan deletes what something that stays needs; nothing of the repository was deleted.
package struct NeededDeletion: Error, Sendable, Equatable, CustomStringConvertible {
    package let repository: Repository
    package let digest: Digest
    /// The index that has it; `nil` where a tag names it.
    package let index: Digest?

    package var description: String {
        """
        the plan deletes \(repository)@\(digest), and \
        \(index.map { "the index \($0), which stays, has it" } ?? "a tag that stays names it")
        Nothing of \(repository) was deleted. `mirror delete plan` makes a plan that leaves nothing broken.
        """
    }
}
