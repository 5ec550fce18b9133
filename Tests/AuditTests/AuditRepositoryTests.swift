// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Audit
import Foundation
import GitStore
import TestSupport
import Testing

private let time = GitTime(seconds: 1_700_000_000)

extension AuditRepository {
    /// Writes and commits a plan's file.
    fileprivate func record(_ plan: String, _ text: String, waiting seconds: Double = 0) throws -> String? {
        let file = try AuditFile(path: "plans/\(plan)/plan.json", bytes: Array(text.utf8))
        let lock = try lock(waiting: seconds)
        try folder.write([file])
        return try commit(
            [file.path],
            AuditMessage(
                subject: "Plan \(plan)",
                planID: plan,
                configurationDigest: "sha256:cc",
                target: "host:5000/ocp"
            ),
            at: time,
            environment: [:],
            under: lock
        )
    }
}

@Suite("An audit repository", .waitsForPrograms)
struct AuditRepositoryTests {
    @Test("is the one around the configuration")
    func locates() throws {
        let sandbox = try GitSandbox()
        try sandbox.write("x\n", to: "sites/isc.yaml")
        #expect(try AuditRepository.locate(around: "\(sandbox.path)/sites/isc.yaml")?.root == sandbox.path)
        #expect(try AuditRepository.locate(orCreateIn: "\(sandbox.path)/sites").root == sandbox.path)
        #expect(!FileManager.default.fileExists(atPath: "\(sandbox.path)/sites/.git"))
    }

    @Test("is made where there is none, and only when asked for")
    func creates() throws {
        let sandbox = try GitSandbox(making: false)
        try sandbox.write("x\n", to: "isc.yaml")
        #expect(try AuditRepository.locate(around: "\(sandbox.path)/isc.yaml") == nil)
        let repository = try AuditRepository.locate(orCreateIn: sandbox.path)
        #expect(repository.root == sandbox.path)
        #expect(try AuditHistory(around: repository.root).entries == [])
        #expect(try repository.record("aa", "{}") != nil)
        #expect(try sandbox.git("branch", "--show-current") == "main")
        #expect(try sandbox.status == ["?? isc.yaml"])
    }

    @Test("records a plan once and its application after it, and tells of both")
    func records() throws {
        let sandbox = try GitSandbox()
        let repository = try AuditRepository.locate(orCreateIn: sandbox.path)
        try sandbox.commit("x\n", to: "isc.yaml")
        let planned = try #require(try repository.record("sha256:aa", "{}"))
        #expect(try repository.record("sha256:aa", "{}") == nil)

        let receipt = try AuditFile(path: "receipts/aa.json", bytes: Array("done\n".utf8))
        try repository.folder.write([receipt])
        let applied = try repository.commit(
            [receipt.path],
            AuditMessage(
                subject: "Apply plan aa",
                body: "12 images copied.",
                planID: "sha256:aa",
                configurationDigest: "sha256:cc",
                target: "host:5000/ocp",
                result: "complete"
            ),
            at: time,
            environment: ["GIT_AUTHOR_NAME": "Grace", "GIT_AUTHOR_EMAIL": "grace@example.com"],
            under: repository.lock()
        )

        let log = try AuditHistory(around: repository.root).entries
        #expect(log.map(\.commit) == [applied, planned])
        #expect(log.map(\.kind) == [.apply, .plan])
        #expect(log.map(\.result) == ["complete", nil])
        #expect(log.allSatisfy { $0.planID == "sha256:aa" && $0.configurationDigest == "sha256:cc" })
        #expect(log.allSatisfy { $0.target == "host:5000/ocp" && $0.time == time })
        #expect(log.first?.author.name == "Grace")
        #expect(
            try sandbox.git("log", "-1", "--format=%an|%cn|%at|%s|%(trailers:key=Result,valueonly,separator=%x2C)|%G?")
                == "Grace|Ada|1700000000|Apply plan aa|complete|N"
        )
        #expect(try repository.committed("receipts/aa.json") == Array("done\n".utf8))
        #expect(try repository.folder.read("receipts/aa.json") == Array("done\n".utf8))
        #expect(try repository.folder.list("plans") == ["sha256:aa"])
        #expect(try sandbox.status == [])
        #expect(try sandbox.git("fsck", "--strict") == "")
    }

    @Test("makes the same commit of the same files at the same time")
    func sameCommit() throws {
        let commits = try (0..<2).map { _ in
            let sandbox = try GitSandbox()
            return try AuditRepository.locate(orCreateIn: sandbox.path).record("aa", "{}")
        }
        #expect(commits[0] != nil)
        #expect(commits[0] == commits[1])
    }

    @Test("says how to go on where no commit can be made")
    func remedies() throws {
        let sandbox = try GitSandbox()
        try sandbox.commit("x\n", to: "isc.yaml")
        try sandbox.git("checkout", "--quiet", "--detach")
        let repository = try AuditRepository.locate(orCreateIn: sandbox.path)
        let error = #expect(throws: AuditError.self) { try repository.requireCommittable() }
        #expect(error?.reason == .detached)
        #expect(
            error?.description.hasSuffix("git switch <branch>, or go without a commit: --no-audit") == true
        )
        #expect(throws: AuditError.self) { try repository.record("aa", "{}") }
    }

    @Test("keeps a second process out, and says who is inside")
    func locks() throws {
        let sandbox = try GitSandbox()
        let repository = try AuditRepository.locate(orCreateIn: sandbox.path)
        let lock = try repository.lock()
        let error = #expect(throws: AuditError.self) { try repository.lock(waiting: 0.05) }
        #expect(error?.message.contains("process \(getpid())") == true)
        // Another process is kept out as well, here flock(1).
        let other = try runTool(["flock", "--nonblock", "\(sandbox.path)/.git/mirror.lock", "true"])
        #expect(other.status == 1)
        #expect(lock.root == repository.root)
    }

    @Test("takes commits from many at once, one after the other")
    func concurrent() async throws {
        let sandbox = try GitSandbox()
        let repository = try AuditRepository.locate(orCreateIn: sandbox.path)
        try sandbox.write("staged\n", to: "staged")
        try sandbox.git("add", "staged")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<12 {
                group.addTask {
                    let commit = try repository.record("p\(number)", "{}", waiting: 30)
                    #expect(commit != nil)
                }
            }
            try await group.waitForAll()
        }
        #expect(try AuditHistory(around: repository.root).entries.count == 12)
        #expect(Set(try AuditHistory(around: repository.root).entries.map(\.planID)).count == 12)
        #expect(try sandbox.status == ["A  staged"])
        #expect(try sandbox.git("fsck", "--strict") == "")
    }

    @Test(
        "takes no path that leads out",
        arguments: ["../x", "/x", "a/../../x", "", "a//b", ".git/config", "a/.Git/x"]
    )
    func paths(path: String) throws {
        let error = #expect(throws: AuditError.self) { try AuditFile(path: path, bytes: []) }
        #expect(error?.reason == .path)
        let folder = AuditFolder(root: try TemporaryDirectory().path)
        #expect(throws: AuditError.self) { try folder.read(path) }
    }
}
