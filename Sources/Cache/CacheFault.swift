// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
package import Layouts
import OCI

/// A file of the cache that does not match its name or its first line.
package struct CacheFault: Sendable, Equatable {
    package let file: CachedFile
    /// The path of the file.
    package let path: String
    package let found: String
    package let expected: String
}

extension DiskCache {
    /// Checks a file, if something proves its bytes; the call blocks.
    ///
    /// Returns `nil` if the file is whole, cannot be proven, or is gone.
    package func fault(of file: CachedFile) -> CacheFault? {
        let path = "\(root)/\(file.name)"
        let (expected, prefix): (Digest, Int)
        switch file.kind {
        case .draft: return nil
        case .blob(let digest): (expected, prefix) = (digest, 0)
        case .document(let document):
            switch document.proof {
            case .none: return nil
            case .name(let digest): (expected, prefix) = (digest, 0)
            case .seal:
                guard let seal = Self.seal(of: path) else {
                    guard FileStatus(path) != nil else { return nil }
                    return CacheFault(
                        file: file,
                        path: path,
                        found: "no digest in its first line",
                        expected: "the digest of the rest"
                    )
                }
                (expected, prefix) = (seal, seal.description.utf8.count + 1)
            }
        }
        func fault(_ found: String) -> CacheFault {
            CacheFault(file: file, path: path, found: found, expected: "\(expected)")
        }
        do {
            let found = try Digest(ofFile: path, algorithm: expected.algorithm, skipping: prefix)
            return found == expected ? nil : fault("\(found)")
        } catch {
            guard FileStatus(path) != nil else { return nil }
            return fault("it cannot be read: \(error.fileProblem)")
        }
    }

    /// The digest in the first line of a file.
    private static func seal(of path: String) -> Digest? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        guard let start = try? file.read(upToCount: 256), let end = start.firstIndex(of: 0x0a) else { return nil }
        return try? Digest(String(decoding: start[..<end], as: UTF8.self))
    }

    /// Removes a file, and then the empty folders above it; the call blocks.
    ///
    /// The caller must hold the cache's lock exclusively.
    package func remove(_ file: CachedFile) throws(LayoutError) {
        let path = "\(root)/\(file.name)"
        // Unsafe, here and below: only because the calls take C strings, which live during the call.
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            let problem = systemProblem(errno)
            throw LayoutError(path: path, message: "it cannot be removed from the cache: \(problem)")
        }
        // The folders that all caches have are kept.
        let parts = file.name.split(separator: "/")
        let kept = file.name.hasPrefix(StoragePath.blobs) ? 4 : 2
        for count in stride(from: parts.count - 1, to: kept, by: -1) {
            guard unsafe rmdir("\(root)/\(parts[..<count].joined(separator: "/"))") == 0 else { return }
        }
    }
}
