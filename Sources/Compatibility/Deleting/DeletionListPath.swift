// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where a list of images to delete is.
enum DeletionListPath {
    /// Returns the path itself, or that of a file of this name in the workspace.
    ///
    /// The documentation of oc-mirror leaves out `working-dir` before `delete/`. `isThere` tells whether a file exists.
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
