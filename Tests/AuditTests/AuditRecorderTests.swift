// SPDX-License-Identifier: Apache-2.0

import Foundation
import GitStore
import TestSupport
import Testing
@testable import Audit

@Suite("A record", .waitsForPrograms)
struct AuditRecorderTests {
    private let sandbox: GitSandbox
    private let repository: AuditRepository
    private let record: AuditRecord

    init() throws {
        sandbox = try GitSandbox()
        try sandbox.commit("1\n", to: "ledger/t.json")
        try sandbox.commit("old\n", to: "cluster-resources/old.yaml")
        repository = try #require(try AuditRepository.locate(around: sandbox.path))
        record = AuditRecord(
            name: "the apply of plan aa",
            plan: "sha256:aa",
            files: [
                try AuditFile(path: "ledger/t.json", bytes: Array("2\n".utf8)),
                try AuditFile(path: "receipts/aa.json", bytes: Array("done\n".utf8)),
                try AuditFile(path: "cluster-resources/new.yaml", bytes: Array("new\n".utf8)),
            ],
            removed: [try GitPath("cluster-resources/old.yaml")],
            message: "Apply aa\n",
            signature: AuditSignature(
                author: GitIdentity(name: "Grace", email: "grace@example.com"),
                time: GitTime(seconds: 1_700_000_000)
            )
        )
    }

    private func recorder(of repository: AuditRepository? = nil) -> AuditRecorder {
        AuditRecorder(
            folder: (repository ?? self.repository).folder,
            repository: repository ?? self.repository,
            environment: [:]
        )
    }

    /// Takes the first steps, as a run that is killed then.
    private func begin(_ count: Int) throws {
        let lock = try repository.lock()
        for step in AuditRecorder.steps(of: record).prefix(count) {
            _ = try recorder().take(step, of: record, under: lock)
        }
    }

    @Test("is finished by the next run from any point of interruption, and committed once", arguments: 0...7)
    func interrupted(steps: Int) throws {
        #expect(AuditRecorder.steps(of: record).count == 7)
        try begin(steps)
        let finding = try recorder().finish(under: repository.lock())
        switch steps {
        case 0:
            // Nothing was touched, so the same command does all of it.
            #expect(finding == nil)
            #expect(try sandbox.status == [])
            let commit = try recorder().record(record, under: repository.lock())
            #expect(commit != nil)
        case 7: #expect(finding == nil)
        default: #expect(finding == .finished(record))
        }
        #expect(try recorder().finish(under: repository.lock()) == nil)
        #expect(try sandbox.status == [])
        #expect(try sandbox.git("rev-list", "--count", "HEAD") == "3")
        #expect(
            try sandbox.git("show", "--name-status", "--no-renames", "--format=%an", "HEAD")
                == "Grace\n\nA\tcluster-resources/new.yaml\nD\tcluster-resources/old.yaml\nM\tledger/t.json\nA\treceipts/aa.json"
        )
        #expect(try !recorder().hasPending)
        #expect(try sandbox.git("fsck", "--strict") == "")
    }

    @Test("is given up where somebody changed one of its files since")
    func outdated() throws {
        try begin(2)
        try sandbox.write("3\n", to: "ledger/t.json")
        #expect(try recorder().finish(under: repository.lock()) == .outdated(record, changed: "ledger/t.json"))
        #expect(try sandbox.directory.read("repository/ledger/t.json") == Array("3\n".utf8))
        #expect(try recorder().finish(under: repository.lock()) == nil)
    }

    @Test("needs no git")
    func withoutGit() throws {
        let folder = AuditFolder(root: try TemporaryDirectory().path)
        try FileManager.default.createDirectory(atPath: folder.root, withIntermediateDirectories: true)
        var record = record
        record.message = nil
        let recorder = AuditRecorder(folder: folder, repository: nil, environment: [:])
        for step in AuditRecorder.steps(of: record).prefix(2) {
            _ = try recorder.take(step, of: record, under: folder.lock())
        }
        #expect(try recorder.finish(under: folder.lock()) == .finished(record))
        #expect(try folder.read("receipts/aa.json") == Array("done\n".utf8))
        #expect(try folder.list("ledger") == ["t.json"])
    }
}
