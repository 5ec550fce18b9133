// SPDX-License-Identifier: Apache-2.0

/// A whole image: its manifests and, through them, its blobs.
package struct ImageTree: Sendable, Equatable {
    /// The manifest that the image's digest names.
    package let root: Manifest
    /// The manifests below the root that are copied, each once, and after them the manifests that those refer to.
    package let children: [Manifest]

    /// The maximum nesting depth of indexes; registries hold two levels in practice.
    package static let depthLimit = 4
    /// The maximum number of manifests of an image; an index of every platform with its attestations has fewer than a
    /// hundred.
    package static let manifestLimit = 5000

    package init(root: Manifest, children: [Manifest] = []) {
        self.root = root
        self.children = children
    }

    /// Reads an image from its root down, with the children of the wanted platforms, or all of them.
    ///
    /// Throws `ManifestError` if indexes are nested too deeply, and the errors of `read`.
    package static func read(
        _ digest: Digest,
        platforms: [Platform],
        _ read: (Digest) async throws -> Manifest
    ) async throws -> ImageTree {
        let root = try await read(digest)
        var seen: Set<Digest> = [digest]
        let children = try await children(of: root, platforms, depth: 1, &seen, read)
        return ImageTree(root: root, children: children)
    }

    private static func children(
        of index: Manifest,
        _ platforms: [Platform],
        depth: Int,
        _ seen: inout Set<Digest>,
        _ read: (Digest) async throws -> Manifest
    ) async throws -> [Manifest] {
        guard depth <= depthLimit || index.children.isEmpty else {
            throw ManifestError(message: "its indexes are nested more than \(depthLimit) levels deep")
        }
        var result: [Manifest] = []
        for child in index.children where child.isSelected(by: platforms) && seen.insert(child.digest).inserted {
            guard seen.count <= manifestLimit else {
                throw ManifestError(
                    message: "it has more than the \(manifestLimit) manifests that are read of an image"
                )
            }
            let manifest = try await read(child.digest)
            result += try await children(of: manifest, platforms, depth: depth + 1, &seen, read)
            result.append(manifest)
        }
        return result
    }

    /// Every manifest, children first, in the order in which they are pushed.
    package var manifests: [Manifest] { children + [root] }

    /// Every blob once, in order of first use.
    package var blobs: [Descriptor] {
        var seen: Set<Digest> = []
        return manifests.flatMap(\.blobs).filter { seen.insert($0.digest).inserted }
    }

    /// The total size of all manifests in bytes.
    package var manifestSize: Int64 { manifests.reduce(0) { $0 + $1.descriptor.size } }

    /// The total size of all manifests and blobs in bytes.
    package var size: Int64 { manifestSize + blobs.reduce(0) { $0 + $1.size } }
}
