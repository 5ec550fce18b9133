// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Glibc

/// The system's facts about a name in a folder; links are not followed.
package struct FileStatus: Sendable, Hashable {
    package enum Kind: Sendable {
        case regular, folder, other
    }

    package let kind: Kind
    /// In bytes.
    package let size: Int64
    /// The time when the file was written or marked as used.
    package let modified: Date

    /// Asks the system once; `nil` if the path names nothing, or nothing that this user may see.
    package init?(_ path: String) {
        var status = stat()
        // Unsafe: the system reads and writes values of this function during the call, and keeps no pointer.
        guard unsafe lstat(path, &status) == 0 else { return nil }
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            default: .other
            }
        size = Int64(status.st_size)
        let time = status.st_mtim
        modified = Date(timeIntervalSince1970: Double(time.tv_sec) + Double(time.tv_nsec) / 1e9)
    }
}
