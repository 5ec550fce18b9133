// SPDX-License-Identifier: Apache-2.0

import CLibGit2

/// The differences of a file between HEAD, the index and the working tree; empty if the file is the same in all three.
package struct GitFileStatus: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The index differs from HEAD.
    package static let staged = Self(rawValue: 0b11111)
    package static let untracked = Self(rawValue: 1 << 7)
    /// The working tree differs from the index.
    package static let modified = Self(rawValue: 0b1_1111 << 8)
    package static let ignored = Self(rawValue: 1 << 14)
    package static let conflicted = Self(rawValue: 1 << 15)

    /// Whether a commit would lose nothing of the file.
    package var isClean: Bool { isEmpty }

    /// Whether any of the kinds applies.
    package func hasAny(_ kinds: Self) -> Bool { !isDisjoint(with: kinds) }
}

extension GitRepository {
    /// The status of a file; `nil` if HEAD, the index and the working tree do not have it.
    package func status(_ path: GitPath) throws(GitError) -> GitFileStatus? {
        var flags: UInt32 = 0
        let status = unsafe git_status_file(&flags, handle.pointer, path.description)
        if status == GIT_ENOTFOUND.rawValue { return nil }
        try check(status, "read the status of", root)
        return GitFileStatus(rawValue: flags)
    }

    /// A file's bytes in the commit at HEAD; `nil` if the commit does not have the file.
    package func committed(_ path: GitPath) throws(GitError) -> [UInt8]? {
        try content(of: path, in: GitTree(headOf: self))
    }

    /// A file's bytes in a commit, which is given by its 40 digits; `nil` if the commit does not have the file.
    package func content(of path: GitPath, at commit: String) throws(GitError) -> [UInt8]? {
        var oid = git_oid()
        try check(unsafe git_oid_fromstr(&oid, commit), "read a commit of", root)
        return try content(of: path, in: GitTree(oid, of: self))
    }

    /// The names in a folder of a commit; empty if the commit does not have the folder.
    package func names(in folder: GitPath, at commit: String) throws(GitError) -> [String] {
        guard let oid = Self.oid(commit), let entry = try GitTree(oid, of: self).entry(folder.description),
            entry.mode == GIT_FILEMODE_TREE.rawValue
        else { return [] }
        let pointer = unsafe handle.pointer
        var found = entry.oid
        let tree = try GitHandle("read a tree of", root, free: { unsafe git_tree_free($0) }) {
            unsafe git_tree_lookup(&$0, pointer, &found)
        }
        let count = unsafe git_tree_entrycount(tree.pointer)
        return (0..<count).compactMap { number in
            guard let entry = unsafe git_tree_entry_byindex(tree.pointer, number),
                let name = unsafe git_tree_entry_name(entry)
            else { return nil }
            return unsafe String(cString: name)
        }
    }

    private func content(of path: GitPath, in tree: GitTree) throws(GitError) -> [UInt8]? {
        let operation = "read a file of a commit of"
        guard let entry = try tree.entry(path.description),
            entry.mode == GIT_FILEMODE_BLOB.rawValue || entry.mode == GIT_FILEMODE_BLOB_EXECUTABLE.rawValue
        else { return nil }
        let pointer = unsafe handle.pointer
        var oid = entry.oid
        let blob = try GitHandle(operation, root, free: { unsafe git_blob_free($0) }) {
            unsafe git_blob_lookup(&$0, pointer, &oid)
        }
        let bytes = unsafe UnsafeRawBufferPointer(
            start: git_blob_rawcontent(blob.pointer),
            count: Int(git_blob_rawsize(blob.pointer))
        )
        return unsafe Array(bytes)
    }
}
