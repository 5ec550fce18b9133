// SPDX-License-Identifier: Apache-2.0

import OCI

/// The content of a link in a registry's storage: a digest, perhaps with a line feed.
enum StoredLink {
    /// The maximum size of a link in bytes.
    static let sizeLimit = 256

    static func digest(_ bytes: [UInt8]) -> Digest? {
        let text = String(decoding: bytes, as: UTF8.self)
        return try? Digest(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    }
}
