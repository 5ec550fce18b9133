// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import Registry
import Scheduling
import SequenceMetadata

/// What metadata adds to pruning: oc-mirror v1 drops manifests, whatever their tags are.
struct SequencePruning: Sendable {
    /// The ledger of the metadata alone.
    let recorded: TargetLedger
    /// The plan before it prunes.
    let plan: Plan
    let client: RegistryClient

    /// The number of parallel requests.
    private static let parallelism = 16

    /// Returns a ledger for pruning: with the tags of images that the metadata knows by digest only, and without those that
    /// the plan wants by another tag.
    func ledger(_ ledger: TargetLedger) async throws -> TargetLedger {
        let placed = Set(plan.placed.map(\.destination))
        let contents = Set(plan.placed.map(\.content))
        let rest = recorded.entries.values.map(\.image).filter { !placed.contains($0.destination) }
        let wanted = rest.filter { contents.contains($0.content) }.map(\.destination)
        let nameless = rest.filter { !contents.contains($0.content) && $0.destination == $0.content }
        return ledger.without(Set(wanted)).naming(try await names(of: nameless))
    }

    /// Finds a tag of each image, among those of its repository.
    private func names(of images: [PlacedImage]) async throws -> [PlacedName: PlacedName] {
        var names: [PlacedName: PlacedName] = [:]
        for (place, images) in Dictionary(grouping: images, by: \.destination.repository) {
            guard let repository = try? place.parsed() else { continue }
            let tags = try await client.taggedDigests(repository, limit: Self.parallelism)
            for (tag, digest) in tags.sorted(by: { $0.key.description > $1.key.description })
            where images.contains(where: { $0.digest == digest }) {
                names[PlacedName(place, digest)] = PlacedName(place, tag: tag.description)
            }
        }
        return names
    }

    /// The images of the metadata that the target lacks, and that the pruned plan neither wants nor mentions.
    func gone(in plan: Plan) async throws -> Set<MirroredManifest> {
        let contents = Set(plan.placed.map(\.content)).union(plan.deletions.map(\.content))
            .union(plan.kept.map { PlacedName($0.destination.repository, $0.digest) })
        let candidates = Set(recorded.entries.values.map(\.image.content)).subtracting(contents).sorted()
        return Set(
            try await concurrentMap(candidates, limit: Self.parallelism) { name -> MirroredManifest? in
                guard let reference = try? name.reference(), let digest = reference.digest,
                    try await isAbsent(digest, in: reference.repository)
                else { return nil }
                return MirroredManifest(repository: name.repository, digest: digest)
            }.compactMap(\.self)
        )
    }

    /// Whether a manifest is proven to be absent; where that cannot be told, the metadata keeps it.
    private func isAbsent(_ digest: Digest, in repository: Repository) async throws -> Bool {
        do {
            return try await client.head(repository, .digest(digest), proving: true) == nil
        } catch let error as CancellationError {
            throw error
        } catch {
            return false
        }
    }
}
