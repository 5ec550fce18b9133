// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// What the system says of a name in a folder, without following a link there.
struct FileStatus: Sendable, Hashable {
    enum Kind: Sendable {
        case regular, folder, other
    }

    let kind: Kind
    /// In bytes.
    let size: Int64
    /// When the file was written or marked as used.
    let modified: Date

    /// Asks once; `nil` where there is nothing, or nothing that may be seen.
    init?(_ path: String) {
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
