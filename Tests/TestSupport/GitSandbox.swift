// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore

/// A directory in which the real `git` and libgit2 see the same, empty configuration.
package final class GitSandbox: Sendable {
    /// The home that libgit2 reads for the whole process; nothing in it changes after the first use.
    private static let home: Result<TemporaryDirectory, any Error> = Result {
        let home = try TemporaryDirectory()
        try home.write("[user]\n\tname = Ada\n\temail = ada@example.com\n", to: ".gitconfig")
        try GitLibrary.useConfiguration(ofHome: home.path)
        // A static value is never released, so nothing else removes the directory.
        atexit {
            if case .success(let home) = GitSandbox.home { try? FileManager.default.removeItem(atPath: home.path) }
        }
        return home
    }

    /// The directory; the repository, where there is one, is in `repository` inside.
    package let directory: TemporaryDirectory
    /// The absolute path of the repository.
    package let path: String
    private let home: String

    /// Makes a directory, with a repository in it on the branch `main` unless told otherwise.
    package init(making repository: Bool = true) throws {
        home = try Self.home.get().path
        directory = try TemporaryDirectory()
        path = try directory.makeDirectory("repository")
        if repository { try git("init", "--quiet", "--initial-branch=main") }
    }

    /// Runs git in the repository and returns what it printed.
    @discardableResult
    package func git(_ arguments: String...) throws -> String {
        try toolOutput(["git"] + arguments, environment: environment, in: path)
    }

    /// Runs git in the repository, where it may fail.
    package func tryGit(_ arguments: String...) throws -> ToolRun {
        try runTool(["git"] + arguments, environment: environment, in: path)
    }

    /// Runs git in another directory.
    @discardableResult
    package func git(in folder: String, _ arguments: String...) throws -> String {
        try toolOutput(["git"] + arguments, environment: environment, in: folder)
    }

    /// Writes a file into the repository.
    package func write(_ text: String, to name: String) throws {
        try directory.write(text, to: "repository/\(name)")
    }

    /// Writes a file and commits it.
    package func commit(_ text: String, to name: String) throws {
        try write(text, to: name)
        try git("add", "--force", name)
        try git("commit", "--quiet", "--message", "Add \(name)")
    }

    /// What git says about every file, ignored ones too.
    package var status: [String] {
        get throws {
            try runTool(
                ["git", "-c", "core.quotePath=false", "status", "--porcelain", "--untracked-files=all", "--ignored"],
                environment: environment,
                in: path
            ).lines
        }
    }

    private var environment: [String: String] {
        ["HOME": home, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"]
    }
}
