// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

/// An action with what executing it needs: parsed names and the manifests.
struct PlannedImage: Sendable {
    let action: Action
    let repository: Repository
    let reference: ManifestReference
    let place: ContentPlace
    /// The manifests in the order in which they are pushed; the root is the last.
    let manifests: [Manifest]

    /// The blobs that the image needs, each once.
    var blobs: Set<Digest> { Set(manifests.flatMap(\.blobs).map(\.digest)) }

    /// Reads the manifests of an action from its source.
    static func read(_ action: Action, from source: ContentSource) async throws -> PlannedImage {
        let destination = try ImageReference(action.destination)
        guard let reference = destination.manifestReference else {
            throw ReferenceError(text: action.destination, message: "a destination has a tag or a digest")
        }
        let place = try ContentPlace(action.source)
        let wanted = try (action.platforms ?? []).map { try Platform($0) }
        var seen: Set<Digest> = [action.digest]
        let root = try await source.manifest(action.digest, at: place)
        var manifests: [Manifest] = []
        try await collect(root, wanted, place, source, &seen, &manifests)
        return PlannedImage(
            action: action,
            repository: destination.repository,
            reference: reference,
            place: place,
            manifests: manifests
        )
    }

    private static func collect(
        _ manifest: Manifest,
        _ wanted: [Platform],
        _ place: ContentPlace,
        _ source: ContentSource,
        _ seen: inout Set<Digest>,
        _ manifests: inout [Manifest]
    ) async throws {
        for child in manifest.children where child.isSelected(by: wanted) && seen.insert(child.digest).inserted {
            let manifest = try await source.manifest(child.digest, at: place)
            try await collect(manifest, wanted, place, source, &seen, &manifests)
        }
        manifests.append(manifest)
    }
}
