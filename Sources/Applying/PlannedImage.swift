// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

/// An action with everything to execute it: parsed names and the manifests.
struct PlannedImage: Sendable {
    let action: Action
    let repository: Repository
    let reference: ManifestReference
    let place: ContentStore
    let tree: ImageTree

    /// The tag of the destination; `nil` if the image is stored by digest only.
    var tag: Tag? {
        guard case .tag(let tag) = reference else { return nil }
        return tag
    }

    /// The blobs that the image needs, each once.
    var blobs: Set<Digest> { Set(tree.blobs.map(\.digest)) }

    /// The image in its repository, by content.
    var content: PlacedName { PlacedName(PlacedRepository(repository), action.digest) }

    /// Reads the manifests of an action from its source; an image with a recipe is built first.
    static func read(_ action: Action, from source: ContentReader) async throws -> PlannedImage {
        let destination = try action.destination.reference()
        guard let reference = destination.manifestReference else {
            throw ReferenceError(text: action.destination.description, message: "a destination has a tag or a digest")
        }
        let place = try action.source.store()
        return PlannedImage(
            action: action,
            repository: destination.repository,
            reference: reference,
            place: place,
            tree: try await tree(of: action, at: place, from: source)
        )
    }

    private static func tree(
        of action: Action,
        at place: ContentStore,
        from source: ContentReader
    ) async throws -> ImageTree {
        if case .build = place { return try await source.build(action).tree }
        let platforms = try (action.platforms ?? []).map { try Platform($0) }
        return try await source.tree(action.digest, platforms: platforms, at: place)
    }
}
