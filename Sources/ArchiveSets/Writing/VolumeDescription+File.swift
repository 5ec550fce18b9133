// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Layouts
import SystemPackage

extension VolumeDescription {
    /// Whether a file is the described volume, with this length and with the description at its beginning; the call blocks.
    ///
    /// Throws if it is not a regular file, or cannot be read.
    package func describes(_ path: String, size: Int64) throws(ArchiveSetError) -> Bool {
        let file = try FileDescriptor.regular(path, .readOnly)
        let handle = FileHandle(fileDescriptor: file.rawValue, closeOnDealloc: true)
        do {
            guard try file.stat().size == size else { return false }
            return try handle.bytes(upTo: Self.sizeLimit).firstRange(of: bytes) != nil
        } catch {
            throw ArchiveSetError(path: path, message: "it cannot be read: \(error.fileProblem)")
        }
    }
}
