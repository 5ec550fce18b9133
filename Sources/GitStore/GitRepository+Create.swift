// SPDX-License-Identifier: Apache-2.0

import CLibGit2
import Foundation

extension GitRepository {
    /// Makes the commit object, signed if git's configuration says so; no branch leads to it yet.
    func create(
        _ change: GitChange,
        tree oid: git_oid,
        on head: GitTree,
        _ hooks: CommitHooks
    ) throws(GitError) -> String {
        let message = try hooks.prepare(change.message, tree: oid, of: self)
        let content = try content(change, message, tree: oid, on: head)
        let signer = try CommitSigner(of: self, for: change)
        let signature = try signer?.sign(Array(content.utf8))
        var commit = git_oid()
        let status = unsafe git_commit_create_with_signature(&commit, handle.pointer, content, signature, nil)
        try check(status, "commit to", root)
        return unsafe Self.text(&commit)
    }

    /// The text of a commit object, without a signature.
    private func content(
        _ change: GitChange,
        _ message: String,
        tree oid: git_oid,
        on head: GitTree
    ) throws(GitError) -> String {
        let pointer = unsafe handle.pointer
        var oid = oid
        let tree = try GitHandle("commit to", root, free: { unsafe git_tree_free($0) }) {
            unsafe git_tree_lookup(&$0, pointer, &oid)
        }
        var parent: OpaquePointer?
        if let commit = head.commit { unsafe parent = commit.pointer }
        let author = try GitSignature(change.author, at: change.time, root)
        let committer = try GitSignature(change.committer, at: change.time, root)
        var text = unsafe git_buf()
        defer { unsafe git_buf_dispose(&text) }
        let status = unsafe git_commit_create_buffer(
            &text,
            pointer,
            author.pointer,
            committer.pointer,
            nil,
            message,
            tree.pointer,
            parent == nil ? 0 : 1,
            &parent
        )
        try check(status, "commit to", root)
        guard let bytes = unsafe text.ptr else { throw GitError(.other, "commit to", root, "the commit is empty") }
        return unsafe String(cString: bytes)
    }
}
