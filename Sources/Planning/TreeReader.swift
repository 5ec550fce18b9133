// SPDX-License-Identifier: Apache-2.0

package import OCI

/// Reads the manifests of one image, from its root down.
package struct TreeReader: Sendable {
    private let source: any SourceObserving
    private let image: ImageSource

    /// How deep indexes may nest; two levels are all that registries hold in practice.
    private static let depthLimit = 4

    package init(source: any SourceObserving, image: ImageSource) {
        self.source = source
        self.image = image
    }

    /// Returns the image whose root is `digest`, with the children of the wanted platforms, or all of them.
    package func tree(_ digest: Digest, platforms: [Platform] = []) async throws -> ImageTree {
        let root = try await read(digest)
        var seen: Set<Digest> = [digest]
        let children = try await children(of: root, platforms, depth: 1, &seen)
        if root.descriptor.mediaType.isIndex, !platforms.isEmpty {
            let offered = root.children.compactMap(\.platform)
            for wanted in platforms where !offered.contains(where: { $0.satisfies(wanted) }) {
                throw SourceUnreadable(
                    message: """
                        it has no platform \(wanted); it has \
                        \(Set(offered).sorted().map(\.description).joined(separator: ", "))
                        """
                )
            }
        }
        return ImageTree(root: root, children: children)
    }

    private func read(_ digest: Digest) async throws -> Manifest {
        guard let manifest = try await source.manifest(digest, of: image) else {
            throw SourceMissing(message: "the source has no manifest \(digest)")
        }
        return manifest
    }

    private func children(
        of index: Manifest,
        _ platforms: [Platform],
        depth: Int,
        _ seen: inout Set<Digest>
    ) async throws -> [Manifest] {
        guard depth < Self.depthLimit else {
            throw SourceUnreadable(message: "its indexes nest deeper than \(Self.depthLimit) levels")
        }
        var result: [Manifest] = []
        for child in index.children where child.isSelected(by: platforms) && seen.insert(child.digest).inserted {
            let manifest = try await read(child.digest)
            result += try await children(of: manifest, platforms, depth: depth + 1, &seen)
            result.append(manifest)
        }
        return result
    }
}
