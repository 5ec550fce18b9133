// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import TestSupport
import Testing

@Suite("A repository", .waitsForPrograms)
struct RepositoryTests {
    @Test("is found from a file deep inside, and from nowhere else")
    func discovers() throws {
        let sandbox = try GitSandbox()
        try sandbox.write("x\n", to: "sites/a/isc.yaml")
        for place in ["", "/sites", "/sites/a/isc.yaml"] {
            let found = try #require(try GitRepository.discover(around: sandbox.path + place))
            #expect(try GitRepository(at: found).root == sandbox.path)
        }
        #expect(try GitRepository.discover(around: sandbox.directory.path) == nil)
    }

    @Test("is the one around a link, not around what the link leads to")
    func discoversAroundLinks() throws {
        let sandbox = try GitSandbox()
        try sandbox.directory.write("x\n", to: "elsewhere/isc.yaml")
        let link = "\(sandbox.path)/isc.yaml"
        let target = sandbox.directory["elsewhere/isc.yaml"]
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
        #expect(try GitRepository.discover(around: link) == "\(sandbox.path)/.git")
        #expect(try GitRepository.discover(around: target) == nil)
        #expect(try GitRepository.discover(around: "/no/such/folder/file") == nil)
    }

    @Test("is made on the branch main")
    func creates() throws {
        let sandbox = try GitSandbox(making: false)
        try GitRepository.create(in: sandbox.path)
        #expect(try GitRepository(at: sandbox.path).head() == .unborn(name: "main"))
        #expect(try sandbox.git("status", "--porcelain") == "")
        #expect(throws: GitError.self) { try GitRepository.create(in: sandbox.path) }
    }

    @Test("tells how a file stands")
    func status() throws {
        let sandbox = try GitSandbox()
        try sandbox.commit("ignored\n", to: ".gitignore")
        for name in ["untracked", "staged", "ignored"] { try sandbox.write("1\n", to: name) }
        try sandbox.git("add", "staged")
        let repository = try GitRepository(at: sandbox.path)
        #expect(try repository.status(GitPath(".gitignore")) == [])
        #expect(try repository.status(GitPath("untracked")) == .untracked)
        #expect(try repository.status(GitPath("staged"))?.hasAny(.staged) == true)
        #expect(try repository.status(GitPath("ignored")) == .ignored)
        #expect(try repository.status(GitPath("missing")) == nil)
    }

    @Test("reads files as HEAD has them")
    func reads() throws {
        let sandbox = try GitSandbox()
        #expect(try GitRepository(at: sandbox.path).committed(GitPath("a")) == nil)
        try sandbox.commit("1\n", to: "a/b")
        try sandbox.write("2\n", to: "a/b")
        let repository = try GitRepository(at: sandbox.path)
        #expect(try repository.committed(GitPath("a/b")) == Array("1\n".utf8))
        #expect(try repository.committed(GitPath("a")) == nil)
        #expect(try repository.committed(GitPath("b")) == nil)
    }

    @Test("names who commits as git does")
    func identity() throws {
        let sandbox = try GitSandbox()
        let repository = try GitRepository(at: sandbox.path)
        #expect(try repository.identity(.author, environment: [:]).description == "Ada <ada@example.com>")
        let environment = [
            "GIT_AUTHOR_NAME": " <Grace>\nHopper. ", "GIT_AUTHOR_EMAIL": "grace@example.com", "GIT_COMMITTER_NAME": " ",
        ]
        let author = try repository.identity(.author, environment: environment)
        #expect(author.description == "GraceHopper <grace@example.com>")
        #expect(try repository.identity(.committer, environment: environment).name == "Ada")
        try sandbox.git("config", "user.name", "Site")
        try sandbox.git("config", "author.email", "site@example.com")
        let changed = try GitRepository(at: sandbox.path).identity(.author, environment: [:])
        #expect(changed.description == "Site <site@example.com>")
    }

    @Test("tells its history, by path and by trailer, in the order of git")
    func log() throws {
        let sandbox = try GitSandbox()
        #expect(try GitRepository(at: sandbox.path).log() == [])
        try sandbox.commit("1\n", to: "a/b")
        try sandbox.commit("2\n", to: "c")
        try sandbox.write("3\n", to: "a/b")
        let last = try sandbox.commitThroughLibrary(
            ["a/b"],
            message: "Plan it\n\nAll of it: yes.\n\nPlan-Id: sha256:12\nTarget: host:5000/x\n"
        )
        let repository = try GitRepository(at: sandbox.path)
        #expect(
            try repository.log().map(\.id) == sandbox.git("rev-list", "HEAD").split(separator: "\n").map(String.init)
        )
        #expect(try repository.log(limit: 2).count == 2)
        let touching = try repository.log(touching: [GitPath("a")]).map(\.subject)
        #expect(touching == ["Plan it", "Add a/b"])
        let found = try #require(try repository.log(havingTrailers: ["plan-id"]).first)
        #expect(found.id == last)
        #expect(found.trailers.map { "\($0.key)=\($0.value)" } == ["Plan-Id=sha256:12", "Target=host:5000/x"])
        #expect(found.time == GitTime(seconds: 1_700_000_000))
        #expect(found.author.email == "ada@example.com")
    }

    @Test("is locked for one process at a time, and says which")
    func locks() throws {
        let sandbox = try GitSandbox()
        var lock: RepositoryLock? = try RepositoryLock(of: GitRepository(at: sandbox.path))
        #expect(lock?.root == sandbox.path)
        let error = #expect(throws: GitError.self) { try RepositoryLock(of: GitRepository(at: sandbox.path)) }
        #expect(error?.reason == .locked)
        #expect(error?.message == "another mirror process is running here, process \(getpid())")
        lock = nil
        _ = try RepositoryLock(of: GitRepository(at: sandbox.path))
        #expect(try sandbox.status == [])
    }
}
