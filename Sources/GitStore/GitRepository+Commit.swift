// SPDX-License-Identifier: Apache-2.0

import CLibGit2
import Foundation

/// The files and the message of a commit.
package struct GitChange: Sendable {
    /// The files to commit, as they are on disk.
    package var adding: [GitPath]
    /// The files to remove from the repository; they may be missing on the disk already.
    package var removing: [GitPath]
    package var message: String
    package var author: GitIdentity
    package var committer: GitIdentity
    package var time: GitTime
    package var place = CommitPlace.head
    /// The variables for programs that take part, such as hooks.
    package var environment: [String: String] = [:]
    /// Whether hooks may refuse the commit.
    package var runsHooks = true
    /// Whether the commit is an approval: it changes no file, and must be signed.
    package var isApproval = false

    package init(
        adding: [GitPath],
        removing: [GitPath] = [],
        message: String,
        author: GitIdentity,
        committer: GitIdentity,
        time: GitTime
    ) {
        self.adding = adding
        self.removing = removing
        self.message = message
        self.author = author
        self.committer = committer
        self.time = time
    }
}

extension GitRepository {
    /// Commits exactly the files of a change and returns the commit, or `nil` if the place already has them so.
    ///
    /// The new tree is that of the commit which is continued, with these files, whatever else is staged. The index gets these files too and is
    /// otherwise unchanged. The bytes are those on disk, without conversion of line ends. Ignored files are committed
    /// as well, because `.gitignore` only applies to files that are not named.
    package func commit(_ change: GitChange) throws(GitError) -> String? {
        let scratch = try GitScratch(of: self)
        // A process that stages or checks out all the time goes first for a while.
        for _ in 0..<50 {
            guard let attempt = try attempt(change, in: scratch) else { continue }
            if case .bundle(let path) = change.place { try writeBundle(path, change.environment) }
            return attempt.commit
        }
        throw GitError(.moved, "commit to", root, "other processes keep changing it", remedy: "run the command again")
    }

    /// Commits, unless the index or HEAD changes while the commit is made; then returns `nil`.
    private func attempt(
        _ change: GitChange,
        in scratch: GitScratch
    ) throws(GitError) -> (commit: String?, Void)? {
        try requireCommittable(change.place)
        let base = try CommitBase(of: self, change.place)
        let head = base.parent
        var index = try IndexTransaction(of: self, in: scratch)
        let tree = try GitHandle("commit to", root, free: { unsafe git_index_free($0) }) {
            unsafe git_index_new(&$0)
        }
        if let present = head.tree {
            try check(unsafe git_index_read_tree(tree.pointer, present.pointer), "read HEAD of", root)
        }

        let files = WorkingTree(root: root)
        let ignoresModes = try !GitConfiguration(of: self).flag("core.filemode", default: true)
        for path in change.adding {
            if let submodule = index.submodule(above: path) {
                throw GitError(.path, "commit", files.subject(path), "`\(submodule)` is a submodule")
            }
            guard let contents = try files.contents(path) else {
                throw GitError(.path, "commit", files.subject(path), "there is no such file")
            }
            let known = ignoresModes ? index.mode(path) ?? GIT_FILEMODE_BLOB.rawValue : nil
            let file = try stage(contents, mode: known)
            try file.add(to: tree, path, root)
            try index.add(path, file)
        }
        for path in change.removing {
            let status = unsafe git_index_remove(tree.pointer, path.description, 0)
            if status != GIT_ENOTFOUND.rawValue { try check(status, "commit to", root) }
            try index.remove(path)
        }

        var oid = git_oid()
        try check(unsafe git_index_write_tree_to(&oid, tree.pointer, handle.pointer), "write a tree in", root)
        try index.prepare()
        let hooks = try CommitHooks(of: self, change, in: scratch)
        let commit = try isUnchanged(oid, head) && !change.isApproval ? nil : create(change, tree: oid, on: head, hooks)
        try shareObjects()
        // In git's order: the changed index is held under its lock until the branch has moved, so a commit that fails
        // leaves the index as it was. A checkout takes the same lock, so HEAD stays where it is.
        guard try index.lock(), try base.isCurrent(in: self) else { return nil }
        if let commit {
            try requireCommittable(change.place)
            try move(base, to: commit, change, in: scratch)
        }
        try index.finish()
        if commit != nil { hooks.finish() }
        return (commit, ())
    }

    /// Writes a file's bytes as a blob.
    private func stage(_ contents: WorkingTree.Contents, mode known: UInt32?) throws(GitError) -> StagedFile {
        var oid = git_oid()
        let status = unsafe contents.bytes.withUnsafeBytes {
            unsafe git_blob_create_from_buffer(&oid, handle.pointer, $0.baseAddress, $0.count)
        }
        try check(status, "write a file to", root)
        let isExecutable = contents.status.st_mode & S_IXUSR != 0
        let mode = known ?? (isExecutable ? GIT_FILEMODE_BLOB_EXECUTABLE : GIT_FILEMODE_BLOB).rawValue
        return StagedFile(blob: oid, mode: mode, status: contents.status)
    }

    /// Whether a tree is the one at HEAD; an empty first commit changes nothing either.
    private func isUnchanged(_ oid: git_oid, _ head: GitTree) -> Bool {
        var oid = oid
        guard var present = head.oid else {
            return unsafe Self.text(&oid) == "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
        }
        return unsafe git_oid_equal(&oid, &present) == 1
    }
}
