// SPDX-License-Identifier: Apache-2.0

import OCI

extension TestImage {
    /// Writes the image to a directory as an OCI layout with one entry.
    package func write(to directory: TemporaryDirectory, _ name: String) throws {
        func path(_ digest: Digest) -> String { "\(name)/blobs/\(digest.algorithm.rawValue)/\(digest.hex)" }
        try directory.write(#"{"imageLayoutVersion": "1.0.0"}"#, to: "\(name)/oci-layout")
        for (digest, bytes) in blobs { try directory.write(bytes, to: path(digest)) }
        for manifest in manifests { try directory.write(manifest.bytes, to: path(manifest.descriptor.digest)) }
        let entry = top.descriptor
        try directory.write(
            """
            {"schemaVersion": 2, "manifests": [
            {"mediaType": "\(entry.mediaType)", "digest": "\(entry.digest)", "size": \(entry.size)}]}
            """,
            to: "\(name)/index.json"
        )
    }
}
