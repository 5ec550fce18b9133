// SPDX-License-Identifier: Apache-2.0

import OCI

/// The root of an image that an archive has as an OCI layout.
enum LayoutRoot {
    /// The reason why an index names no single image.
    struct Fault: Error {
        let message: String
    }

    /// Returns the digest of the only image of a layout, given its `index.json`.
    ///
    /// oc-mirror v1 writes the list of an image with several platforms itself as the index.
    static func digest(of index: [UInt8]) throws(Fault) -> Digest {
        let manifest: Manifest
        do {
            manifest = try Manifest(index)
        } catch {
            throw Fault(message: error.message)
        }
        let images = manifest.children
        if let only = images.first, images.count == 1,
            manifest.descriptor.mediaType == .ociIndex || only.platform == nil
        {
            return only.digest
        }
        // Each platform once: this is one image.
        guard !images.isEmpty, Set(images.compactMap(\.platform)).count == images.count else {
            throw Fault(message: "it names \(images.count) images, expected one")
        }
        return manifest.descriptor.digest
    }
}
