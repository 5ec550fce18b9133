// SPDX-License-Identifier: Apache-2.0

package import GitStore

/// A file of the audit trail: its place and its contents.
package struct AuditFile: Sendable, Equatable {
    /// The path below the root of the trail; it cannot leave the root.
    package let path: GitPath
    package let bytes: [UInt8]

    package init(path: GitPath, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }

    package init(path: String, bytes: [UInt8]) throws(AuditError) {
        self.init(path: try auditing { () throws(GitError) in try GitPath(path) }, bytes: bytes)
    }
}

/// The folder of an audit trail, inside a git repository or not.
package struct AuditFolder: Sendable, Hashable {
    private let files: WorkingTree

    /// A folder by its absolute path.
    package init(root: String, sharing: FileSharing = .umask) { files = WorkingTree(root: root, sharing: sharing) }

    /// The absolute path of the folder.
    package var root: String { files.root }

    /// The permissions of files that are written here.
    package var sharing: FileSharing { files.sharing }

    /// Writes files, each completely or not at all, and makes their folders.
    ///
    /// A file that already has the bytes is not touched. Nothing is written through symbolic links.
    package func write(_ written: [AuditFile]) throws(AuditError) {
        for file in written {
            try auditing { () throws(GitError) in try files.write(file.bytes, to: file.path) }
        }
    }

    /// Reads a file; `nil` if the path names nothing.
    package func read(_ path: String) throws(AuditError) -> [UInt8]? {
        try auditing { () throws(GitError) in try files.read(GitPath(path)) }
    }

    /// Removes a file, and the folders above it if they become empty; does nothing if there is no such file.
    package func remove(_ path: String) throws(AuditError) {
        try auditing { () throws(GitError) in try files.remove(GitPath(path)) }
    }

    /// Locks a folder outside any repository against other processes of this tool, until the last reference is released.
    package func lock(waiting seconds: Double = 0) throws(AuditError) -> RepositoryLock {
        try auditing { () throws(GitError) in try RepositoryLock(ofFolder: root, waiting: seconds) }
    }

    /// The names in a folder, sorted; empty if there is no such folder.
    package func list(_ path: String) throws(AuditError) -> [String] {
        try auditing { () throws(GitError) in try files.list(GitPath(path)) }
    }
}
