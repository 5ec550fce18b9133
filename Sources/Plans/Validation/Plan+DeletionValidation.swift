// SPDX-License-Identifier: Apache-2.0

import OCI

extension Plan {
    /// Refuses deletions in a plan that copies, and deletions that contradict each other.
    func validateDeletions() throws(PlanError) {
        guard mayDelete else {
            guard deletions.isEmpty, kept.isEmpty, repositories.isEmpty, cached.isEmpty else {
                throw .contradiction("it deletes, but its mode is \(mode.rawValue) without `prune`")
            }
            return
        }
        guard work != .deletions || actions.isEmpty && blobs.isEmpty && inSync.isEmpty && archive == nil else {
            throw .contradiction("its mode is \(mode.rawValue), but it copies")
        }
        guard archive == nil || options.prune != true else {
            throw .contradiction("it prunes, but its target is an archive")
        }
        try refuseDeletingCopies()
        for deletion in deletions { try require(deletion) }
        guard Set(deletions.map(\.content)).count == deletions.count else {
            throw .contradiction("a manifest is deleted twice")
        }
        let manifests = Set(deletions.filter { $0.kind == .manifest }.map(\.content))
        for deletion in deletions {
            // Otherwise the whole would stay, and lack a part.
            if let whole = deletion.with, !manifests.contains(whole) {
                throw .contradiction("it deletes `\(deletion.content)` along with `\(whole)`, which stays")
            }
        }
        let names = deletions.flatMap { deletion in deletion.tags.map { PlacedName(deletion.repository, tag: $0) } }
        guard Set(names).count == names.count else { throw .contradiction("a tag is deleted twice") }
        // Apply needs the state of each repository to check that the proof still holds.
        let looked = Set(repositories.map(\.repository))
        guard looked.count == repositories.count, looked == Set(deletions.map(\.repository)) else {
            throw .contradiction("`repositories` are not those of its deletions")
        }
        for entry in cached {
            let parts = entry.name.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count > 1, !parts.contains(where: { ["", ".", ".."].contains($0) }), entry.size >= 0 else {
                throw .contradiction("`\(entry.name)` is not a file of a cache")
            }
        }
        for image in kept where image.neededBy.isEmpty {
            throw .contradiction("`\(image.destination)` is kept without a reason")
        }
    }

    /// Refuses to delete an image that the same plan copies.
    private func refuseDeletingCopies() throws(PlanError) {
        let brought = Set(actions.map { PlacedImage($0).content } + inSync.map(\.content))
        let places = Set(actions.map(\.destination) + inSync.map(\.destination))
        for deletion in deletions {
            guard deletion.kind == .tags || !brought.contains(deletion.content),
                places.isDisjoint(with: deletion.destinations)
            else { throw .contradiction("it copies and deletes `\(deletion.content)`") }
        }
    }

    private func require(_ deletion: Deletion) throws(PlanError) {
        for tag in deletion.tags where (try? Tag(tag)) == nil {
            throw .contradiction("`\(tag)` is not a tag")
        }
        guard (try? deletion.content.reference()).map({ PlacedRepository($0.repository) }) == deletion.repository else {
            throw .contradiction("`\(deletion.repository)` is not a repository")
        }
        guard deletion.kind == .manifest || !deletion.tags.isEmpty else {
            throw .contradiction("tags of `\(deletion.content)` are to be deleted, but none is named")
        }
        guard deletion.kind == .manifest || deletion.reclaim == 0,
            (0...Descriptor.sizeLimit).contains(deletion.size), (0...Descriptor.sizeLimit).contains(deletion.reclaim)
        else { throw .contradiction("the sizes of `\(deletion.content)` are impossible") }
    }
}
