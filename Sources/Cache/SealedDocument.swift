// SPDX-License-Identifier: Apache-2.0

package import Layouts
import OCI

extension DiskCache {
    /// Stores a document after a line with its digest, so that a changed document is noticed.
    package func storeSealed(_ content: [UInt8], as name: String) throws(LayoutError) {
        try store(Array("\(Digest(of: content))\n".utf8) + content, as: name)
    }

    /// Returns a sealed document; a changed one, or one of more than `limit` bytes with its seal, counts as absent.
    package func sealedBytes(of name: String, limit: Int) -> [UInt8]? {
        guard let bytes = bytes(of: name, limit: limit), let end = bytes.firstIndex(of: 0x0a),
            case let content = bytes[(end + 1)...], "\(Digest(of: content))".utf8.elementsEqual(bytes[..<end])
        else { return nil }
        return [UInt8](content)
    }
}
