// SPDX-License-Identifier: Apache-2.0

import GitStore
import TestSupport
import Testing

@Suite("Who commits", .waitsForPrograms)
struct IdentityTests {
    /// Whom git itself names, from an environment and its configuration.
    private func gitsIdentity(_ role: GitRepository.Role, _ sandbox: GitSandbox, _ environment: [String: String]) throws
        -> String
    {
        let variable = role == .author ? "GIT_AUTHOR_IDENT" : "GIT_COMMITTER_IDENT"
        let home = try TemporaryDirectory()
        try home.write("[user]\n\tname = Ada\n\temail = ada@example.com\n", to: ".gitconfig")
        let output = try toolOutput(
            ["git", "var", variable],
            environment: environment.merging(["HOME": home.path, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8"]) {
                $1
            },
            in: sandbox.path
        )
        // Behind the address stand the time and the zone.
        return output.split(separator: " ").dropLast(2).joined(separator: " ")
    }

    @Test(
        "is whom git names, from the environment and from the configuration",
        arguments: [
            ([:], []), (["GIT_AUTHOR_NAME": "Eve"], []),
            (["GIT_AUTHOR_NAME": "Eve", "GIT_AUTHOR_EMAIL": "eve@x.example"], []),
            (["GIT_COMMITTER_NAME": "Bot", "GIT_COMMITTER_EMAIL": "bot@x.example"], []),
            ([:], ["user.name=Local", "user.email=l@x.example"]),
            ([:], ["author.name=Writer", "committer.email=c@x.example"]),
            (["GIT_AUTHOR_NAME": "Eve"], ["author.name=Writer", "author.email=w@x.example"]),
            (["EMAIL": "e@x.example"], []),
            (["GIT_AUTHOR_NAME": "  Eve <e> , ", "GIT_AUTHOR_EMAIL": "<eve@x.example>"], []),
            (["GIT_AUTHOR_NAME": "O'Neil \"x\" Jr."], []),
            (["GIT_AUTHOR_NAME": "Zoë 计划"], []), (["GIT_COMMITTER_NAME": "a\nb"], []),
        ] as [([String: String], [String])]
    )
    func asGit(environment: [String: String], settings: [String]) throws {
        let sandbox = try GitSandbox()
        for setting in settings {
            let parts = setting.split(separator: "=").map(String.init)
            try sandbox.git("config", parts[0], parts[1])
        }
        for role in [GitRepository.Role.author, .committer] {
            let ours = try GitRepository(at: sandbox.path).identity(role, environment: environment)
            #expect("\(ours)" == (try gitsIdentity(role, sandbox, environment)), "\(role)")
        }
    }

    @Test(
        "is passed over where nothing is left of a name",
        arguments: [["GIT_AUTHOR_NAME": ""], ["GIT_AUTHOR_NAME": " <> .,;:\"'\\ "], ["GIT_AUTHOR_EMAIL": "<>"]]
    )
    func crud(environment: [String: String]) throws {
        let sandbox = try GitSandbox()
        let found = try GitRepository(at: sandbox.path).identity(.author, environment: environment)
        #expect(found == GitIdentity(name: "Ada", email: "ada@example.com"))
    }

    @Test(
        "is written into the commit with the time and its zone",
        arguments: [(0, "+0000"), (60, "+0100"), (-330, "-0530"), (765, "+1245")] as [(Int32, String)]
    )
    func written(offset: Int32, zone: String) throws {
        let sandbox = try GitSandbox()
        try sandbox.write("1\n", to: "file")
        let author = GitIdentity(name: "Eve Müller", email: "eve@x.example")
        let committer = GitIdentity(name: "Bot", email: "bot@x.example")
        let commit = try GitRepository(at: sandbox.path).commit(
            GitChange(
                adding: [try GitPath("file")],
                message: "Subject\n\nBody\n\nPlan: sha256:0\n",
                author: author,
                committer: committer,
                time: GitTime(seconds: 1_700_000_000, offset: offset)
            )
        )
        let format = "%H|%an <%ae>|%cn <%ce>|%ad|%cd|%s|%b"
        let shown = try sandbox.git("log", "-1", "--date=raw", "--format=\(format)")
        let time = "1700000000 \(zone)"
        #expect(
            shown == "\(try #require(commit))|\(author)|\(committer)|\(time)|\(time)|Subject|Body\n\nPlan: sha256:0"
        )
        #expect(
            try sandbox.git("reflog", "-1", "--date=raw", "--format=%gn <%ge>|%gs", "main")
                == "\(committer)|commit (initial): Subject"
        )
        let log = try GitRepository(at: sandbox.path).log()
        #expect(log.count == 1)
        #expect(log.first?.author == author)
        #expect(log.first?.time == GitTime(seconds: 1_700_000_000, offset: offset))
        #expect(log.first?.trailer("PLAN") == "sha256:0")
        #expect(log.first?.trailer("none") == nil)
    }
}
