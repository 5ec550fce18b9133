// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import OCI

/// Reads the manifests of one image from a source.
package struct TreeReader: Sendable {
    private let source: any SourceObserving
    private let image: ImageSource

    package init(source: any SourceObserving, image: ImageSource) {
        self.source = source
        self.image = image
    }

    /// Returns the image whose root is `digest`, with the children for the wanted platforms, or with all children.
    package func tree(_ digest: Digest, platforms: [Platform] = []) async throws -> ImageTree {
        let tree: ImageTree
        do {
            tree = try await ImageTree.read(digest, platforms: platforms) { digest in
                guard let manifest = try await source.manifest(digest, of: image) else {
                    throw SourceMissing(Explanation("the source has no manifest \(digest)"))
                }
                return manifest
            }
        } catch let error as ManifestError {
            throw SourceUnreadable(Explanation(error.message))
        }
        try checkPlatforms(platforms, of: tree.root)
        return tree
    }

    private func checkPlatforms(_ platforms: [Platform], of root: Manifest) throws {
        guard root.descriptor.mediaType.isIndex else { return }
        // Children without a platform in the index are copied too.
        guard !root.children.contains(where: { $0.platform == nil }) else { return }
        let offered = root.children.compactMap(\.platform)
        for wanted in platforms where !offered.contains(where: { $0.satisfies(wanted) }) {
            let names = Set(offered).sorted().map(\.description).joined(separator: ", ")
            throw SourceUnreadable(Explanation("it has no platform \(wanted), only \(names)"))
        }
    }
}
