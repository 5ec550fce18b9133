// SPDX-License-Identifier: Apache-2.0

package import GitStore

/// A file of the audit trail: where it belongs and what it says.
package struct AuditFile: Sendable, Equatable {
    /// The path below the root of the trail; it cannot lead out.
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

/// The folder that an audit trail is kept in, with or without git around it.
package struct AuditFolder: Sendable, Hashable {
    private let files: WorkingTree

    /// A folder by its absolute path.
    package init(root: String, sharing: FileSharing = .umask) { files = WorkingTree(root: root, sharing: sharing) }

    /// The absolute path of the folder.
    package var root: String { files.root }

    /// Who may read and write what is written here.
    package var sharing: FileSharing { files.sharing }

    /// Writes files, each as a whole or not at all, in files of their own with the folders above them.
    ///
    /// A file that already holds its bytes is left alone. Nothing is written through symbolic links.
    package func write(_ written: [AuditFile]) throws(AuditError) {
        for file in written {
            try auditing { () throws(GitError) in try files.write(file.bytes, to: file.path) }
        }
    }

    /// Reads a file; `nil` where there is none.
    package func read(_ path: String) throws(AuditError) -> [UInt8]? {
        try auditing { () throws(GitError) in try files.read(GitPath(path)) }
    }

    /// Removes a file and the folders above it that it leaves empty; does nothing where there is none.
    package func remove(_ path: String) throws(AuditError) {
        try auditing { () throws(GitError) in try files.remove(GitPath(path)) }
    }

    /// Keeps other processes of this tool out of a folder that is in no repository, until the last reference is gone.
    package func lock(waiting seconds: Double = 0) throws(AuditError) -> RepositoryLock {
        try auditing { () throws(GitError) in try RepositoryLock(ofFolder: root, waiting: seconds) }
    }

    /// The names in a folder, sorted; none where there is no such folder.
    package func list(_ path: String) throws(AuditError) -> [String] {
        try auditing { () throws(GitError) in try files.list(GitPath(path)) }
    }
}
