// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import TestSupport
import Testing

@Suite("A commit as git's settings want it", .waitsForPrograms)
struct SigningTests {
    private let sandbox: GitSandbox

    init() throws {
        sandbox = try GitSandbox()
        try sandbox.write("1\n", to: "file")
    }

    private var environment: [String: String] {
        ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": sandbox.directory.path]
    }

    private func commit(runsHooks: Bool = true, _ more: [String: String] = [:]) throws -> String? {
        let ada = GitIdentity(name: "Ada", email: "ada@example.com")
        var change = GitChange(
            adding: [try GitPath("file")],
            message: "Record\n\nPlan-Id: x\n",
            author: ada,
            committer: ada,
            time: GitTime(seconds: 1_700_000_000)
        )
        change.environment = environment.merging(more) { $1 }
        change.runsHooks = runsHooks
        return try GitRepository(at: sandbox.path).commit(change)
    }

    private func hook(_ name: String, _ text: String, in folder: String = ".git/hooks") throws {
        // Another process writes it: while this one does, a program that starts elsewhere would hold it open.
        let command = "mkdir -p \(folder) && cat > \(folder)/\(name) && chmod +x \(folder)/\(name)"
        try toolOutput(["sh", "-c", command], in: sandbox.path, input: Array("#!/bin/sh\n\(text)\n".utf8))
    }

    private func makeKey(_ name: String) throws -> String {
        let path = "\(sandbox.directory.path)/\(name)"
        try toolOutput(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path])
        return path
    }

    private func signers(_ lines: (String, String)...) throws -> AllowedSigners {
        let text = try lines.map { name, key in
            "\(name) \(String(decoding: try Data(contentsOf: URL(filePath: "\(key).pub")), as: UTF8.self))"
        }.joined()
        return AllowedSigners(Array(text.utf8), environment: environment)
    }

    @Test("is signed by SSH, and git and ssh-keygen agree about it")
    func ssh() throws {
        let key = try makeKey("ada"), other = try makeKey("eve")
        for (name, value) in [("commit.gpgsign", "true"), ("gpg.format", "ssh"), ("user.signingkey", "\(key).pub")] {
            try sandbox.git("config", name, value)
        }
        let made = try #require(try commit())
        let repository = try GitRepository(at: sandbox.path)
        let signed = try #require(try repository.signature(ofCommit: made))
        #expect(signed.kind == .ssh)
        let signer = try signers(("ada@example.com,a@x.example", key), ("eve@x.example", other)).signer(of: signed)
        #expect(signer.principals == ["a@x.example", "ada@example.com"] && signer.key.hasPrefix("SHA256:"))
        #expect(throws: GitError.self) { try signers(("eve@x.example", other)).signer(of: signed) }
        #expect(throws: GitError.self) { try signers(("*@example.com", key)).signer(of: signed) }
        let mine = "ada@example.com namespaces=\"file\"", expired = "ada@example.com valid-before=\"20200101\""
        for line in [mine, expired] { #expect(throws: GitError.self) { try signers((line, key)).signer(of: signed) } }
        #expect(try sandbox.git("fsck", "--strict") == "")
    }

    @Test("follows the file of GIT_CONFIG_GLOBAL instead of the user's own, but the repository's first")
    func global() throws {
        let key = try makeKey("ada")
        let text = """
            [user]
                name = Eve
                email = eve@x.example
                signingkey = \(key)
            [commit]
                gpgsign = true
            [gpg]
                format = ssh
            """
        try sandbox.directory.write(text, to: "global")
        let named = ["GIT_CONFIG_GLOBAL": "\(sandbox.directory.path)/global"]
        let repository = try GitRepository(at: sandbox.path)
        #expect(try repository.identity(.author, environment: [:]).name == "Ada")
        #expect(try repository.identity(.author, environment: named).description == "Eve <eve@x.example>")
        let new = try GitRepository.identity(.author, inNew: sandbox.directory.path, environment: named)
        #expect(new.name == "Eve")
        let made = try #require(try commit(named))
        #expect(try repository.signature(ofCommit: made)?.kind == .ssh)
        try sandbox.git("config", "user.name", "Local")
        #expect(try repository.identity(.author, environment: named).name == "Local")
        try sandbox.git("config", "--unset", "user.name")
        let missing = ["GIT_CONFIG_GLOBAL": "\(sandbox.directory.path)/missing"]
        #expect(throws: GitError.self) { try GitRepository(at: sandbox.path).identity(.author, environment: missing) }
    }

    @Test("is signed where a variable says so, and the refusal names the program and the key")
    func refused() throws {
        let settings = [
            "GIT_CONFIG_COUNT": "3", "GIT_CONFIG_KEY_0": "commit.gpgSign", "GIT_CONFIG_VALUE_0": "true",
            "GIT_CONFIG_KEY_1": "gpg.format", "GIT_CONFIG_VALUE_1": "ssh", "GIT_CONFIG_KEY_2": "user.signingKey",
            "GIT_CONFIG_VALUE_2": "/no/such/key",
        ]
        let error = #expect(throws: GitError.self) { _ = try commit(settings) }
        #expect(error?.reason == .signing && error?.message.contains("/no/such/key") == true, "\(error?.message ?? "")")
        #expect(try sandbox.tryGit("rev-parse", "HEAD").status != 0, "nothing is committed unsigned")
    }

    @Test("passes the hooks, which see exactly its files and may add to its message")
    func hooks() throws {
        try sandbox.write("2\n", to: "staged")
        try sandbox.git("add", "staged")
        try hook("pre-commit", "git diff --cached --name-only > seen; git diff --name-only >> seen")
        try hook("commit-msg", "echo 'Change-Id: I1' >> \"$1\"")
        try hook("post-commit", "git rev-parse HEAD > after; exit 1")
        let made = try #require(try commit())
        #expect(try sandbox.git("show", "HEAD:file") == "1")
        #expect(try String(contentsOfFile: "\(sandbox.path)/seen", encoding: .utf8) == "file\n")
        #expect(try String(contentsOfFile: "\(sandbox.path)/after", encoding: .utf8) == "\(made)\n")
        #expect(try sandbox.git("log", "-1", "--format=%(trailers:only,unfold)") == "Plan-Id: x\nChange-Id: I1")
        #expect(try sandbox.status.contains("A  staged"))
    }

    @Test(
        "is refused by a hook that fails, that changes files or that removes what finds the record",
        arguments: [
            ("pre-commit", "exit 3", "pre-commit refused the commit with exit code 3"),
            ("commit-msg", "exit 1", "commit-msg refused the commit"),
            ("pre-commit", "kill -2 $$", "pre-commit was ended by signal 2"),
            ("pre-commit", "echo 2 > other; git add other", "changed files"),
            ("prepare-commit-msg", "echo lost > \"$1\"", "removed `Plan-Id: x`"),
        ]
    )
    func refusal(name: String, text: String, part: String) throws {
        try sandbox.git("config", "core.hooksPath", "hooks")
        try hook(name, text, in: "hooks")
        let error = #expect(throws: GitError.self) { _ = try commit() }
        #expect(error?.reason == .hook && error?.message.contains(part) == true, "\(error?.message ?? "")")
        #expect(error?.remedy?.contains("--no-verify") == true)
        #expect(try sandbox.tryGit("rev-parse", "HEAD").status != 0)
        let skips = name != "prepare-commit-msg"
        // As in git, the option skips two hooks.
        let forced = (try? commit(runsHooks: false)) ?? nil
        #expect((forced != nil) == skips)
    }

    @Test("needs somebody who commits, and says how to name them")
    func identity() throws {
        try sandbox.git("config", "user.name", "<>")
        try sandbox.git("config", "user.email", "<>")
        let repository = try GitRepository(at: sandbox.path)
        let error = #expect(throws: GitError.self) { try repository.identity(.author, environment: [:]) }
        #expect(error?.reason == .identity && error?.remedy?.contains("git config --global user.name") == true)
        let named = ["GIT_AUTHOR_NAME": "Eve", "GIT_AUTHOR_EMAIL": "eve@x.example"]
        #expect(try repository.identity(.author, environment: named).description == "Eve <eve@x.example>")
    }
}
