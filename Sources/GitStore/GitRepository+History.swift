// SPDX-License-Identifier: Apache-2.0

import CLibGit2
import Foundation

extension GitRepository {
    /// Whether this is a shallow clone, which lacks the older part of the history.
    package var isShallow: Bool { unsafe git_repository_is_shallow(handle.pointer) == 1 }

    /// The commits at which the history of a shallow clone ends.
    private func grafts() -> Set<String> {
        guard isShallow, let text = try? String(contentsOfFile: "\(commonDirectory)/shallow", encoding: .utf8) else {
            return []
        }
        return Set(text.split(whereSeparator: \.isNewline).map(String.init))
    }

    /// Whether the history of a shallow clone ends at a commit.
    package func isCutOff(at id: String) -> Bool { grafts().contains(id) }

    /// The commits that lead to some tips, without those that lead to hidden ones.
    ///
    /// libgit2 1.5 does not know that the history of a shallow clone ends, so this is not left to its walk. Tips that
    /// are no commits of this repository are skipped.
    func graph(from tips: [String], hiding hidden: [String] = []) throws(GitError) -> CommitGraph {
        let excluded = hidden.isEmpty ? CommitGraph() : try graph(from: hidden)
        let grafts = grafts()
        var graph = CommitGraph()
        var waiting = tips.filter { has($0) }
        while let id = waiting.popLast() {
            guard !graph.has(id), !excluded.has(id) else { continue }
            let node = try node(id, isLast: grafts.contains(id))
            graph.add(id, node)
            waiting += node.parents
        }
        return graph
    }

    /// Whether one commit leads to another one, or is it.
    package func isAncestor(_ id: String, of descendant: String) throws(GitError) -> Bool {
        let grafts = grafts()
        var seen: Set<String> = []
        var waiting = [descendant]
        while let next = waiting.popLast() {
            if next == id { return true }
            guard seen.insert(next).inserted else { continue }
            waiting += try node(next, isLast: grafts.contains(next)).parents
        }
        return false
    }

    private func has(_ id: String) -> Bool {
        guard var oid = Self.oid(id) else { return false }
        var commit: OpaquePointer?
        defer { unsafe git_commit_free(commit) }
        return unsafe git_commit_lookup(&commit, handle.pointer, &oid) == 0
    }

    private func node(_ id: String, isLast: Bool) throws(GitError) -> CommitGraph.Node {
        let operation = "read the history of"
        guard var oid = Self.oid(id) else { throw GitError(.other, operation, root, "`\(id)` is no commit") }
        var commit: OpaquePointer?
        defer { unsafe git_commit_free(commit) }
        try check(unsafe git_commit_lookup(&commit, handle.pointer, &oid), operation, root)
        let time = unsafe git_commit_time(commit)
        guard !isLast else { return CommitGraph.Node(parents: [], time: time) }
        let count = unsafe git_commit_parentcount(commit)
        let parents = (0..<count).compactMap { number -> String? in
            guard let parent = unsafe git_commit_parent_id(commit, number) else { return nil }
            return unsafe Self.text(parent)
        }
        return CommitGraph.Node(parents: parents, time: time)
    }

    static func oid(_ id: String) -> git_oid? {
        var oid = git_oid()
        return unsafe git_oid_fromstr(&oid, id) == 0 ? oid : nil
    }
}
