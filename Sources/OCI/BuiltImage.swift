// SPDX-License-Identifier: Apache-2.0

/// An image that was built here: its manifests, and the blobs that no registry has.
package struct BuiltImage: Sendable, Hashable {
    /// The place of a blob's bytes.
    package enum Content: Sendable, Hashable {
        case bytes([UInt8])
        case file(path: String)
    }

    package let tree: ImageTree
    /// The blobs that were made here; all other blobs are in the base image's repository.
    package let blobs: [Digest: Content]

    package init(tree: ImageTree, blobs: [Digest: Content]) {
        self.tree = tree
        self.blobs = blobs
    }

    package var digest: Digest { tree.root.descriptor.digest }

    package static func == (left: Self, right: Self) -> Bool { left.digest == right.digest }

    package func hash(into hasher: inout Hasher) { hasher.combine(digest) }
}
