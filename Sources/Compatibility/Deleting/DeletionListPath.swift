// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where a list of images to delete is.
enum DeletionListPath {
    /// Returns the path itself; if `folder/delete/` has no such file, the one in the folder's `working-dir`, which the
    /// documentation of oc-mirror leaves out. `isThere` tells whether a file exists.
    static func found(
        _ path: String,
        isThere: (String) -> Bool = { FileManager.default.fileExists(atPath: $0) }
    ) -> String {
        let file = URL(filePath: path)
        let folder = file.deletingLastPathComponent()
        guard !isThere(path), folder.lastPathComponent == "delete" else { return path }
        let workspace = VersionTwoWorkspace(inside: folder.deletingLastPathComponent().relativePath)
        let other = joinedPath(workspace.delete, file.lastPathComponent)
        return isThere(other) ? other : path
    }
}
