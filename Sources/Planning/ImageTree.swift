// SPDX-License-Identifier: Apache-2.0

package import OCI

/// Everything that makes up an image: its manifests and, through them, its blobs.
package struct ImageTree: Sendable, Equatable {
    /// The manifest that the image's digest names.
    package let root: Manifest
    /// The manifests below it that are copied, in the order of the index, each once.
    package let children: [Manifest]

    package init(root: Manifest, children: [Manifest] = []) {
        self.root = root
        self.children = children
    }

    /// Every manifest, children first, as they are pushed.
    package var manifests: [Manifest] { children + [root] }

    /// Every blob once, in order of first use.
    package var blobs: [Descriptor] {
        var seen: Set<Digest> = []
        return manifests.flatMap(\.blobs).filter { seen.insert($0.digest).inserted }
    }

    /// The bytes of all manifests.
    package var manifestSize: Int64 { manifests.reduce(0) { $0 + $1.descriptor.size } }

    /// The bytes of all manifests and blobs.
    package var size: Int64 { manifestSize + blobs.reduce(0) { $0 + $1.size } }
}
