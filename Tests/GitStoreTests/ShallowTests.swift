// SPDX-License-Identifier: Apache-2.0

import GitStore
import TestSupport
import Testing

@Suite("The history that a repository has", .waitsForPrograms)
struct ShallowTests {
    private let sandbox: GitSandbox
    private let commits: [String]

    init() throws {
        sandbox = try GitSandbox()
        for number in 1...4 { try sandbox.commit("\(number)\n", to: number == 3 ? "other" : "file") }
        commits = try sandbox.git("rev-list", "HEAD").split(separator: "\n").map(String.init)
    }

    private func clone(_ options: String...) throws -> String {
        let folder = "\(sandbox.directory.path)/clone"
        let command = ["clone", "--quiet"] + options + ["file://\(sandbox.path)", folder]
        _ = try toolOutput(["git"] + command, environment: ["HOME": sandbox.directory.path])
        return folder
    }

    @Test("ends where a shallow clone ends", arguments: 1...4)
    func depth(depth: Int) throws {
        let folder = try clone("--depth", "\(depth)")
        let repository = try GitRepository(at: folder)
        let isShallow = try toolOutput(["git", "-C", folder, "rev-parse", "--is-shallow-repository"])
        #expect("\(repository.isShallow)" == isShallow)
        #expect(try repository.log().map(\.id) == Array(commits.prefix(depth)))
        // As `git log -- file` does, the last commit counts as one that added its files.
        let touching = try toolOutput(["git", "-C", folder, "log", "--format=%H", "--", "file"])
        #expect(try repository.log(touching: [GitPath("file")]).map(\.id).joined(separator: "\n") == touching)
        #expect(try repository.log(outsideHead: true).isEmpty)
        #expect(try repository.isAncestor(commits[depth - 1], of: commits[0]))
        #expect(try !repository.isAncestor(String(repeating: "0", count: 40), of: commits[0]))
    }

    @Test("grows by commits in a shallow clone")
    func committing() throws {
        let folder = try clone("--depth", "1")
        try sandbox.directory.write("x\n", to: "clone/plan")
        let made = try sandbox.commitThroughLibrary(["plan"], in: folder)
        #expect(try GitRepository(at: folder).log().map(\.id) == [try #require(made), commits[0]])
        try sandbox.git(in: folder, "push", "--quiet", "origin", "HEAD:refs/heads/plans")
        #expect(try sandbox.git("rev-parse", "plans") == made)
    }

    @Test("is read in bare repositories and in linked working trees")
    func kinds() throws {
        let bare = try clone("--bare")
        #expect(try GitRepository(readingAt: bare).log().map(\.id) == commits)
        #expect(throws: GitError.self) { _ = try GitRepository(at: bare) }
        try sandbox.git("worktree", "add", "--quiet", "\(sandbox.path)-2", commits[1])
        let linked = try GitRepository(readingAt: "\(sandbox.path)-2")
        #expect(try linked.log().map(\.id) == Array(commits.dropFirst()))
        #expect(try linked.log(from: linked.commit(named: "main")).map(\.id) == commits)
        #expect(try linked.commit(named: "no/such") == nil)
    }
}
