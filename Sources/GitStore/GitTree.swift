// SPDX-License-Identifier: Apache-2.0

import CLibGit2

/// The files of a commit; a branch without commits has none.
struct GitTree {
    /// The commit, which is the first parent of the next one.
    let commit: GitHandle?
    let tree: GitHandle?
    private let root: String

    /// The tree at HEAD.
    init(headOf repository: borrowing GitRepository) throws(GitError) {
        if let oid = try repository.commit(at: "HEAD") {
            try self.init(oid, of: repository)
        } else {
            self.init(commit: nil, tree: nil, root: repository.root)
        }
    }

    /// The commit's id.
    var commitID: String? {
        guard let commit, let oid = unsafe git_commit_id(commit.pointer) else { return nil }
        return unsafe GitRepository.text(oid)
    }

    /// Whether HEAD leads to this commit now.
    func isHead(of repository: borrowing GitRepository) throws(GitError) -> Bool {
        guard var oid = try repository.commit(at: "HEAD") else { return commit == nil }
        return unsafe GitRepository.text(&oid) == commitID
    }

    /// The tree of a commit.
    init(_ oid: git_oid, of repository: borrowing GitRepository) throws(GitError) {
        let pointer = unsafe repository.handle.pointer
        var oid = oid
        let operation = "read a commit of"
        let commit = try GitHandle(operation, repository.root, free: { unsafe git_commit_free($0) }) {
            unsafe git_commit_lookup(&$0, pointer, &oid)
        }
        let commitPointer = unsafe commit.pointer
        let tree = try GitHandle(operation, repository.root, free: { unsafe git_tree_free($0) }) {
            unsafe git_commit_tree(&$0, commitPointer)
        }
        self.init(commit: commit, tree: tree, root: repository.root)
    }

    private init(commit: GitHandle?, tree: GitHandle?, root: String) {
        self.commit = commit
        self.tree = tree
        self.root = root
    }

    var oid: git_oid? {
        guard let tree, let oid = unsafe git_tree_id(tree.pointer) else { return nil }
        return unsafe oid.pointee
    }

    /// The object and the file mode at a path.
    func entry(_ path: String) throws(GitError) -> (oid: git_oid, mode: UInt32)? {
        guard let tree else { return nil }
        var entry: OpaquePointer?
        defer { unsafe git_tree_entry_free(entry) }
        let status = unsafe git_tree_entry_bypath(&entry, tree.pointer, path)
        if status == GIT_ENOTFOUND.rawValue { return nil }
        try check(status, "read a tree of", root)
        guard let oid = unsafe git_tree_entry_id(entry) else { return nil }
        return unsafe (oid.pointee, git_tree_entry_filemode(entry).rawValue)
    }
}
