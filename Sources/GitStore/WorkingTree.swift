// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation

/// The files below a folder, reached one component at a time and never through a symbolic link.
package struct WorkingTree: Sendable, Hashable {
    /// The absolute path of the folder.
    package let root: String
    /// Who may read and write the files that are written here.
    package let sharing: FileSharing

    package init(root: String, sharing: FileSharing = .umask) {
        self.root = root
        self.sharing = sharing
    }

    /// A file's bytes and its status from the system.
    struct Contents {
        let bytes: [UInt8]
        let status: stat
    }

    /// Reads a file; `nil` if the path names nothing.
    package func read(_ path: GitPath) throws(GitError) -> [UInt8]? { try contents(path)?.bytes }

    func contents(_ path: GitPath) throws(GitError) -> Contents? {
        let operation = "read"
        guard let folder = try open(path.folders, for: path, operation) else { return nil }
        guard let file = try folder.file(path.name, O_RDONLY | O_NONBLOCK, subject(path), operation) else { return nil }
        let status = try file.status()
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw error(operation, path, "it is not a regular file", remedy: "move it away")
        }
        return Contents(bytes: try file.readAll(expecting: Int(status.st_size)), status: status)
    }

    /// Writes a file completely or not at all, with the permissions that git would give it.
    ///
    /// A file that already has these bytes is left alone.
    package func write(_ bytes: [UInt8], to path: GitPath) throws(GitError) {
        let operation = "write"
        let mode = sharing.mode(ofNew: 0o666)
        if let present = try contents(path), present.bytes == bytes, present.status.st_mode & 0o777 == mode { return }
        guard let folder = try open(path.folders, for: path, operation, creating: true) else {
            throw error(operation, path, "its folder vanished")
        }
        try folder.replace(path.name, with: bytes, mode: mode, subject(path))
    }

    /// Removes a file, and then the empty folders above it; does nothing if there is no file.
    package func remove(_ path: GitPath) throws(GitError) {
        guard let folder = try open(path.folders, for: path, "remove") else { return }
        guard unsafe unlinkat(folder.number, path.name, 0) == 0 || errno == ENOENT else {
            throw error("remove", path, systemMessage())
        }
        var folders = path.folders
        while let last = folders.popLast(), let parent = try open(folders, for: path, "remove") {
            guard unsafe unlinkat(parent.number, last, AT_REMOVEDIR) == 0 else { return }
        }
    }

    /// The names in a folder, sorted; empty if there is no such folder.
    package func list(_ path: GitPath) throws(GitError) -> [String] {
        guard try open(path.components, for: path, "list") != nil else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: subject(path))
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw self.error("list", path, "the folder cannot be read")
        }
    }

    /// The absolute path of a file.
    package func subject(_ path: GitPath) -> String { "\(root)/\(path)" }

    /// Opens a folder below the root; `nil` if the path names nothing.
    private func open(
        _ folders: [String],
        for path: GitPath,
        _ operation: String,
        creating: Bool = false
    ) throws(GitError) -> FileDescriptor? {
        let start = unsafe Foundation.open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard start >= 0 else { throw GitError(.path, operation, root, systemMessage()) }
        var folder = FileDescriptor(start, path: root)
        for name in folders {
            let subject = "\(folder.path)/\(name)"
            if creating { try folder.makeFolder(name, mode: sharing.mode(ofNewFolder: 0o777), subject) }
            guard let next = try folder.file(name, O_RDONLY | O_DIRECTORY, subject, operation) else {
                return nil
            }
            folder = next
        }
        return folder
    }

    private func error(
        _ operation: String,
        _ path: GitPath,
        _ message: String,
        remedy: String? = nil
    ) -> GitError {
        GitError(.path, operation, subject(path), message, remedy: remedy)
    }
}

/// The system's message about the call that has just failed.
func systemMessage() -> String { systemProblem(errno) }
