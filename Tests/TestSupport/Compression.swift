// SPDX-License-Identifier: Apache-2.0

/// How the layers of a test's images are compressed.
package enum Compression: String, Sendable, CaseIterable {
    case none
    case gzip
    case zstd

    /// Compresses bytes, the same way every time.
    package func compress(_ bytes: [UInt8]) throws -> [UInt8] {
        guard self != .none else { return bytes }
        let directory = try TemporaryDirectory()
        let path = try directory.write(bytes, to: "content")
        // gzip would keep the file's name and time.
        let options = self == .gzip ? ["-n"] : []
        try toolOutput([rawValue, "-q", "-k"] + options + [path])
        return try directory.read("content.\(self == .gzip ? "gz" : "zst")")
    }
}
