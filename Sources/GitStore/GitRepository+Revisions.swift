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
        var left = try names(in: folder, at: commit) ?? []
        guard !left.isEmpty else { return [] }
        let history = try history(of: commit)
        var result: [(name: String, commit: String)] = []
        var children = history.values.reduce(into: [String: Int]()) { children, point in
            for parent in point.parents { children[parent, default: 0] += 1 }
        }
        var open = [history[commit]].compactMap(\.self)
        while !left.isEmpty, let index = open.indices.max(by: { open[$0].isOlder(than: open[$1]) }) {
            let point = open.remove(at: index)
            let parents = point.parents.compactMap { history[$0] }
            var earlier: Set<String> = []
            for parent in parents { earlier.formUnion(try names(in: folder, at: parent.id) ?? []) }
            let added = left.intersection(try names(in: folder, at: point.id) ?? []).subtracting(earlier)
            result += added.sorted().map { ($0, point.id) }
            left.subtract(added)
            // A commit has its turn behind all its children, also where clocks disagree.
            for parent in parents {
                children[parent.id, default: 0] -= 1
                if children[parent.id] == 0 { open.append(parent) }
            }
        }
        return result
    }

    /// The commits that lead to a commit, itself included, as far as the repository has them.
    private func history(of commit: String) throws(GitError) -> [String: Point] {
        var history: [String: Point] = [:]
        var open = [commit]
        while let id = open.popLast() {
            guard history[id] == nil, let point = try point(id) else { continue }
            history[id] = point
            open += point.parents
        }
        return history
    }

    /// A commit on a walk through the history.
    private struct Point {
        let id: String
        let time: Int64
        let parents: [String]

        func isOlder(than other: Point) -> Bool { (time, id) < (other.time, other.id) }
    }

    /// Reads a commit; `nil` if the repository does not have it.
    private func point(_ id: String) throws(GitError) -> Point? {
        let operation = "read the history of"
        var oid = git_oid()
        try check(unsafe git_oid_fromstr(&oid, id), operation, root)
        var commit: OpaquePointer?
        let status = unsafe git_commit_lookup(&commit, handle.pointer, &oid)
        if status == GIT_ENOTFOUND.rawValue { return nil }
        try check(status, operation, root)
        defer { unsafe git_commit_free(commit) }
        let parents = unsafe (0..<git_commit_parentcount(commit)).compactMap { number -> String? in
            unsafe git_commit_parent_id(commit, number).map { unsafe Self.text($0) }
        }
        return unsafe Point(id: id, time: git_commit_time(commit), parents: parents)
    }

    /// The names in a folder of a commit; `nil` if it has no such folder.
    private func names(in folder: GitPath, at commit: String) throws(GitError) -> Set<String>? {
        let operation = "read a folder of a commit of"
        var oid = git_oid()
        try check(unsafe git_oid_fromstr(&oid, commit), operation, root)
        guard let entry = try GitTree(oid, of: self).entry(folder.description),
            entry.mode == GIT_FILEMODE_TREE.rawValue
        else { return nil }
        let pointer = unsafe handle.pointer
        var treeID = entry.oid
        let tree = try GitHandle(operation, root, free: { unsafe git_tree_free($0) }) {
            unsafe git_tree_lookup(&$0, pointer, &treeID)
        }
        let count = unsafe git_tree_entrycount(tree.pointer)
        return Set(
            (0..<count).compactMap { number in
                guard let item = unsafe git_tree_entry_byindex(tree.pointer, number),
                    let name = unsafe git_tree_entry_name(item)
                else { return nil }
                return unsafe String(cString: name)
            }
        )
    }
}
