// SPDX-License-Identifier: Apache-2.0

import CLibGit2

/// Any commit, as `git rev-parse` names it, and when files came into its history.
extension GitRepository {
    /// The id of the commit that a revision names, such as `main`, `origin/main`, `HEAD~2` or some digits; `nil` if it
    /// names no commit.
    package func commit(named revision: String) throws(GitError) -> String? {
        let operation = "look for the revision `\(revision.escapingControls)` in"
        var found: OpaquePointer?
        let status = unsafe git_revparse_single(&found, handle.pointer, revision)
        guard status >= 0 else {
            let unknown = [GIT_ENOTFOUND, GIT_EINVALIDSPEC, GIT_EAMBIGUOUS].map(\.rawValue)
            guard unknown.contains(status) else { throw GitError(status: status, operation, root) }
            return nil
        }
        defer { unsafe git_object_free(found) }
        var commit: OpaquePointer?
        guard unsafe git_object_peel(&commit, found, GIT_OBJECT_COMMIT) >= 0, let commit = unsafe commit else {
            return nil
        }
        defer { unsafe git_object_free(commit) }
        guard let oid = unsafe git_object_id(commit) else { return nil }
        return unsafe Self.text(oid)
    }

    /// The names in a folder of a commit, each with the commit that added it, the newest addition first.
    ///
    /// History that a shallow clone lacks counts as no history: its first commits added all that they have.
    package func additions(in folder: GitPath, at commit: String) throws(GitError) -> [(name: String, commit: String)] {
        var left = Set(try names(in: folder, at: commit))
        guard !left.isEmpty else { return [] }
        let graph = try graph(from: [commit])
        var result: [(name: String, commit: String)] = []
        for id in graph.ordered {
            var earlier: Set<String> = []
            for parent in graph.parents(of: id) { earlier.formUnion(try names(in: folder, at: parent)) }
            let added = left.intersection(try names(in: folder, at: id)).subtracting(earlier)
            result += added.sorted().map { ($0, id) }
            left.subtract(added)
            if left.isEmpty { break }
        }
        return result
    }
}
