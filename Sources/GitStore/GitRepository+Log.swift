// SPDX-License-Identifier: Apache-2.0

import CLibGit2

/// A commit in a repository's history.
package struct GitCommit: Sendable, Equatable {
    /// A line `Key: value` at the end of a commit's message.
    package struct Trailer: Sendable, Equatable {
        package let key: String
        package let value: String

        package init(key: String, value: String) {
            self.key = key
            self.value = value
        }
    }

    /// The commit's id, 40 hexadecimal digits.
    package let id: String
    package let author: GitIdentity
    package let committer: GitIdentity
    package let time: GitTime
    /// The first line of the message.
    package let subject: String
    package let trailers: [Trailer]

    /// The value of the first trailer with that name, in any letter case.
    package func trailer(_ key: String) -> String? {
        trailers.first { $0.key.lowercased() == key.lowercased() }?.value
    }
}

extension GitRepository {
    /// The commits reachable from HEAD, or from another one, newest first; those that a shallow clone has.
    ///
    /// With `paths`, only commits that changed one of these files or folders compared with their parents. With
    /// `trailers`, only commits that have all of these. With `outsideHead`, the commits that HEAD does not reach:
    /// those of other branches and those in HEAD's log. With `everywhere`, the commits of all branches.
    package func log(
        from start: String? = nil,
        touching paths: [GitPath] = [],
        havingTrailers trailers: [String] = [],
        outsideHead: Bool = false,
        everywhere: Bool = false,
        limit: Int = .max
    ) throws(GitError) -> [GitCommit] {
        if everywhere { return try commits(of: graph(from: branchTips()), touching: paths, trailers, limit) }
        // A branch without commits has an empty log.
        var start = start
        if start == nil { start = try headCommit() }
        guard let first = start else { return [] }
        let graph = try outsideHead ? graph(from: tips(), hiding: [first]) : graph(from: [first])
        return try commits(of: graph, touching: paths, trailers, limit)
    }

    private func commits(
        of graph: CommitGraph,
        touching paths: [GitPath],
        _ trailers: [String],
        _ limit: Int
    ) throws(GitError) -> [GitCommit] {
        var commits: [GitCommit] = []
        for id in graph.ordered {
            guard commits.count < limit else { break }
            guard let oid = Self.oid(id) else { continue }
            let tree = try GitTree(oid, of: self)
            let commit = try describe(oid, tree)
            guard trailers.allSatisfy({ commit.trailer($0) != nil }) else { continue }
            if !paths.isEmpty, try !touches(tree, graph.parents(of: id), paths) { continue }
            commits.append(commit)
        }
        return commits
    }

    private func headCommit() throws(GitError) -> String? {
        guard var oid = try commit(at: "HEAD") else { return nil }
        return unsafe Self.text(&oid)
    }

    /// The tips of all branches and tags, and HEAD.
    private func branchTips() throws(GitError) -> [String] {
        var tips: [String] = []
        for name in try references() {
            var oid = git_oid()
            guard unsafe git_reference_name_to_id(&oid, handle.pointer, name) == 0 else { continue }
            // A tag may stand between a name and its commit.
            if let tip = try commit(named: unsafe Self.text(&oid)) { tips.append(tip) }
        }
        return tips + (try headCommit().map { [$0] } ?? [])
    }

    /// The tips of all branches, and recent positions of HEAD.
    private func tips() throws(GitError) -> [String] {
        var tips = try branchTips()
        var log: OpaquePointer?
        guard unsafe git_reflog_read(&log, handle.pointer, "HEAD") == 0 else { return tips }
        defer { unsafe git_reflog_free(log) }
        let count = unsafe git_reflog_entrycount(log)
        for number in 0..<min(count, Self.remembered) {
            guard let entry = unsafe git_reflog_entry_byindex(log, number),
                let oid = unsafe git_reflog_entry_id_old(entry)
            else { continue }
            tips.append(unsafe Self.text(oid))
        }
        return tips
    }

    /// The number of earlier positions of HEAD to look at.
    private static let remembered = 100

    /// Whether a commit differs from each of its parents in one of the paths, as `git log -- paths` sees it.
    private func touches(_ tree: GitTree, _ parents: [String], _ paths: [GitPath]) throws(GitError) -> Bool {
        if parents.isEmpty { return try differs(tree, nil, paths) }
        for parent in parents where try !differs(tree, Self.oid(parent), paths) { return false }
        return true
    }

    private func differs(
        _ tree: GitTree,
        _ parent: git_oid?,
        _ paths: [GitPath]
    ) throws(GitError) -> Bool {
        for path in paths {
            let present = try name(path, in: tree)
            let past: String? =
                if let parent { try name(path, in: GitTree(parent, of: self)) } else { nil }
            if present != past { return true }
        }
        return false
    }

    /// The object and mode at a path, as text for comparison.
    private func name(_ path: GitPath, in tree: GitTree) throws(GitError) -> String? {
        guard var entry = try tree.entry(path.description) else { return nil }
        return unsafe "\(entry.mode) \(Self.text(&entry.oid))"
    }

    private func describe(_ oid: git_oid, _ tree: GitTree) throws(GitError) -> GitCommit {
        var oid = oid
        guard let commit = tree.commit, let signature = unsafe git_commit_author(commit.pointer) else {
            throw GitError(.other, "read the history of", root, "a commit has no author")
        }
        let author = unsafe signature.pointee
        return try unsafe GitCommit(
            id: Self.text(&oid),
            author: Self.identity(signature),
            committer: Self.identity(git_commit_committer(commit.pointer)),
            time: GitTime(seconds: author.when.time, offset: author.when.offset),
            subject: git_commit_summary(commit.pointer).map { unsafe String(cString: $0) } ?? "",
            trailers: trailers(git_commit_message(commit.pointer))
        )
    }

    private static func identity(_ signature: UnsafePointer<git_signature>?) -> GitIdentity {
        guard let signature = unsafe signature?.pointee else { return .none }
        return unsafe GitIdentity(
            name: signature.name.map { unsafe String(cString: $0) } ?? "",
            email: signature.email.map { unsafe String(cString: $0) } ?? ""
        )
    }

    private func trailers(_ message: UnsafePointer<CChar>?) throws(GitError) -> [GitCommit.Trailer] {
        guard let message = unsafe message else { return [] }
        var found = unsafe git_message_trailer_array()
        try check(unsafe git_message_trailers(&found, message), "read the history of", root)
        defer { unsafe git_message_trailer_array_free(&found) }
        let all = unsafe UnsafeBufferPointer(start: found.trailers, count: found.count)
        return unsafe all.compactMap { trailer -> GitCommit.Trailer? in
            guard let key = unsafe trailer.key, let value = unsafe trailer.value else { return nil }
            return unsafe GitCommit.Trailer(key: String(cString: key), value: String(cString: value))
        }
    }
}
