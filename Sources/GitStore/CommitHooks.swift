// SPDX-License-Identifier: Apache-2.0

import CLibGit2
import Diagnostics
import Foundation

/// The hooks around a commit, run as `git commit` runs them.
///
/// They see an index with exactly the files of the commit (`GIT_INDEX_FILE`). They may add to the message, but must not
/// change files: plans and ledgers count by their bytes.
struct CommitHooks {
    private let folder: String
    private let root: String
    private let index: String
    private let messageFile: String
    private let environment: [String: String]
    /// Whether hooks may refuse; `--no-verify` skips those that do nothing else, as in git.
    private let verifies: Bool

    init(of repository: borrowing GitRepository, _ change: GitChange, in scratch: GitScratch) throws(GitError) {
        root = repository.root
        let named = try GitConfiguration(of: repository, change.environment).path("core.hooksPath")
        let hooks = named ?? "\(repository.commonDirectory)/hooks"
        folder = hooks.hasPrefix("/") ? hooks : "\(repository.root)/\(hooks)"
        index = scratch.hookIndex
        messageFile = "\(repository.gitDirectory)/COMMIT_EDITMSG"
        environment = change.environment
        verifies = change.runsHooks
    }

    /// Runs the hooks before a commit; returns its message.
    func prepare(
        _ message: String,
        tree: git_oid,
        of repository: borrowing GitRepository
    ) throws(GitError) -> String {
        guard ["pre-commit", "prepare-commit-msg", "commit-msg"].contains(where: isThere) else { return message }
        defer { unsafe unlink(index) }
        try writeIndex(tree, of: repository)
        if verifies { try run("pre-commit") }
        try requireUnchanged(tree, of: repository)
        do {
            try Data(message.utf8).write(to: URL(filePath: messageFile))
        } catch {
            throw GitError(.path, "write", messageFile, error.fileProblem)
        }
        try run("prepare-commit-msg", messageFile, "message")
        if verifies { try run("commit-msg", messageFile) }
        let text = FileManager.default.contents(atPath: messageFile).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let lines = Set(text.split(separator: "\n").map(String.init))
        let trailers = message.split(separator: "\n\n").last?.split(separator: "\n").map(String.init) ?? []
        if let lost = trailers.first(where: { !lines.contains($0) }) {
            throw refusal("the hooks removed `\(lost)` from the message, by which the record is found again")
        }
        return text
    }

    /// Runs the hook after a commit; its exit code means nothing.
    func finish() {
        guard isThere("post-commit") else { return }
        _ = try? program("post-commit", []).run(shows: true)
    }

    private func isThere(_ name: String) -> Bool { unsafe access("\(folder)/\(name)", X_OK) == 0 }

    private func program(_ name: String, _ arguments: [String]) -> GitProgram {
        GitProgram(["\(folder)/\(name)"] + arguments, in: root, environment)
    }

    private func run(_ name: String, _ arguments: String...) throws(GitError) {
        guard isThere(name) else { return }
        let variables = ["GIT_INDEX_FILE": index, "GIT_EDITOR": ":"]
        let program = GitProgram(
            ["\(folder)/\(name)"] + arguments,
            in: root,
            environment.merging(variables) { $1 }
        )
        let status = try program.run(shows: true).status
        guard status <= 128 else { throw refusal("the hook \(name) was ended by signal \(status - 128)") }
        guard status == 0 else { throw refusal("the hook \(name) refused the commit with exit code \(status)") }
    }

    private func refusal(_ message: String) -> GitError {
        GitError(
            .hook,
            "commit to",
            root,
            message,
            remedy: "do what the hook asks for and run the command again, or skip it: \(OptionName.noVerify)"
        )
    }

    /// Writes an index with the files of a tree, and marks those that are on disk as they are in it.
    private func writeIndex(_ tree: git_oid, of repository: borrowing GitRepository) throws(GitError) {
        let root = root, path = index
        unsafe unlink(path)
        let index = try GitHandle("write an index for hooks of", root, free: { unsafe git_index_free($0) }) {
            unsafe git_index_open(&$0, path)
        }
        let pointer = unsafe repository.handle.pointer
        var oid = tree
        let files = try GitHandle("read a tree of", root, free: { unsafe git_tree_free($0) }) {
            unsafe git_tree_lookup(&$0, pointer, &oid)
        }
        try check(unsafe git_index_read_tree(index.pointer, files.pointer), "write an index for hooks of", root)
        try check(unsafe git_index_write(index.pointer), "write an index for hooks of", root)
        let refresh = ["git", "update-index", "-q", "--refresh"]
        _ = try? GitProgram(refresh, in: root, environment.merging(["GIT_INDEX_FILE": path]) { $1 }).run()
    }

    private func requireUnchanged(_ tree: git_oid, of repository: borrowing GitRepository) throws(GitError) {
        let root = root, path = index
        let index = try GitHandle("read the index for hooks of", root, free: { unsafe git_index_free($0) }) {
            unsafe git_index_open(&$0, path)
        }
        var found = git_oid(), tree = tree
        let status = unsafe git_index_write_tree_to(&found, index.pointer, repository.handle.pointer)
        try check(status, "read the index for hooks of", root)
        guard unsafe git_oid_equal(&found, &tree) == 1 else {
            throw refusal("the hook pre-commit changed files of the commit, and these count by their bytes")
        }
    }
}
