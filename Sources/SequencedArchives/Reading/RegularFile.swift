// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file that can be read from any place; a pipe could block its reader forever.
enum RegularFile {
    /// Returns the size of a file in bytes.
    static func size(of path: String) throws(SequencedArchiveError) -> Int64 {
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        let attributes = try? FileManager.default.attributesOfItem(atPath: resolved)
        guard let attributes, attributes[.type] as? FileAttributeType == .typeRegular,
            let size = attributes[.size] as? NSNumber
        else {
            throw SequencedArchiveError(path: path, message: "it is not a file that can be read, expected an archive")
        }
        return size.int64Value
    }
}
