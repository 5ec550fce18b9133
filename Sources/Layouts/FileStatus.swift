// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Glibc

/// What the system says of a name in a folder, without following a link there.
package struct FileStatus: Sendable, Hashable {
    package enum Kind: Sendable {
        case regular, folder, other
    }

    package let kind: Kind
    /// In bytes.
    package let size: Int64
    /// When the file was written or marked as used.
    package let modified: Date

    /// Asks once; `nil` where there is nothing, or nothing that may be seen.
    package init?(_ path: String) {
        var status = stat()
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
