// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Audit
import Foundation
import Ledger
import OCI
import Plans
import Scheduling
import TestSupport
import Testing

@testable import Histories

/// Repairs over real volumes and a real repository.
@Suite("The run of a repair", .waitsForPrograms)
struct HistoryRepairRunTests {
    private let sandbox: GitSandbox
    private let folder: TemporaryDirectory
    private let first: TestArchiveSet
    private let second: TestArchiveSet
    private let heard = Guarded<[HistoryEvent]>([])

    init() throws {
        sandbox = try GitSandbox()
        folder = try TemporaryDirectory()
        try sandbox.commit("kind: x\n", to: "isc.yaml")
        first = try TestArchiveSet([.init("a/one", try TestImage(layers: [[1]]))])
        second = try TestArchiveSet(
            [.init("a/two", try TestImage(layers: [[2]])), .init("a/three", try TestImage(layers: [[3]]))],
            first: 2,
            parts: 2
        )
        try first.write(to: folder, "usb")
        try second.write(to: folder, "usb")
    }

    private var archive: HistoryArchive { HistoryArchive(target: Sample.target, folder: folder["usb"]) }

    private var trail: AuditTrail {
        get throws { try AuditTrail(around: "\(sandbox.path)/isc.yaml", commits: true, environment: environment) }
    }

    private var environment: [String: String] { ["HOME": folder.path, "XDG_STATE_HOME": folder["state"]] }

    private var ledgerPath: String { LedgerFile.path(of: Sample.target) }

    private var commits: Int {
        get throws { Int(try sandbox.git("rev-list", "--count", "HEAD").trimmingCharacters(in: .newlines)) ?? 0 }
    }

    private var notes: [String] {
        heard.withLock { $0 }.compactMap { if case .note(let text) = $0 { text } else { nil } }
    }

    private func repair(
        _ folders: [String] = [],
        forget: [String] = [],
        replaces: Bool = false,
        isDryRun: Bool = false
    ) async throws -> HistoryRepairOutcome {
        try await HistoryRepairRun(
            archive: archive,
            request: .init(folders: folders, forget: forget, replaces: replaces, isDryRun: isDryRun),
            trail: try trail,
            environment: environment
        ) { [heard] event in heard.withLock { $0.append(event) } }.run()
    }

    @Test("makes a ledger anew from the volumes of the archive's own folder, and commits it")
    func remakes() async throws {
        let outcome = try await repair()
        #expect(outcome.isNew && outcome.remaining.isEmpty && outcome.notRemade.isEmpty)
        let ledger = try #require(try trail.ledger(of: Sample.target))
        #expect(ledger.archive?.sets.map(\.plan) == [first.plan.id, second.plan.id])
        #expect(ledger.archive?.sets.flatMap { $0.volumes.map(\.number) } == [1, 2, 3])
        #expect(
            ledger.archive?.sets.flatMap { $0.volumes.map(\.checksum) }
                == [first, second].index.sets.flatMap { $0.volumes.map(\.checksum) }
        )
        #expect(try commits == 2)
        let size = (first.volumes + second.volumes).reduce(0) { $0 + Int64($1.bytes.count) }
        let readings = heard.withLock { $0 }.compactMap { event -> (done: Int64, all: Int64)? in
            if case .reading(let done, let all) = event { (done, all) } else { nil }
        }
        #expect(readings.map(\.done).max() == size && readings.allSatisfy { $0.all == size })
    }

    @Test("changes nothing, and writes nothing, where all is as the history says")
    func unchanged() async throws {
        _ = try await repair()
        let before = try sandbox.directory.read("repository/\(ledgerPath)")
        let outcome = try await repair()
        #expect(!outcome.isNew && !outcome.repair.hasChanges && outcome.remaining.isEmpty)
        #expect(try sandbox.directory.read("repository/\(ledgerPath)") == before)
        #expect(try commits == 2)
    }

    @Test("only tells what it would do in a dry run")
    func dryRun() async throws {
        let outcome = try await repair(isDryRun: true)
        #expect(outcome.isNew && outcome.repair.added.map(\.plan) == [first.plan.id, second.plan.id])
        #expect(try trail.ledger(of: Sample.target) == nil)
        #expect(try commits == 1)
        #expect(!FileManager.default.fileExists(atPath: folder["state"]))
    }

    @Test("takes sets in from folders that are named, spread as they are")
    func folders() async throws {
        for volume in second.volumes { try folder.write(volume.bytes, to: "disk-\(volume.name)/\(volume.name)") }
        let outcome = try await repair(second.volumes.map { folder["disk-\($0.name)"] })
        #expect(outcome.repair.added.map(\.plan) == [second.plan.id])
        #expect(try trail.ledger(of: Sample.target)?.archive?.sets.map(\.plan) == [second.plan.id])
    }

    @Test("forgets sets without reading any folder")
    func forgets() async throws {
        _ = try await repair()
        try FileManager.default.removeItem(atPath: folder["usb"])
        let outcome = try await repair(forget: [String(first.plan.id.hex.prefix(12))])
        #expect(outcome.repair.history.sets.map(\.plan) == [second.plan.id])
        #expect(outcome.repair.history.forgotten.map(\.plan) == [first.plan.id])
        #expect(try trail.ledger(of: Sample.target)?.archive == outcome.repair.history)
        #expect(try commits == 3)
        await #expect(throws: SetNameError.self) { try await repair(forget: ["0000000000"]) }
    }

    @Test("makes no history out of nothing")
    func nothing() async throws {
        try FileManager.default.removeItem(atPath: folder["usb"])
        try folder.makeDirectory("usb")
        let error = await #expect(throws: HistoryRepairError.self) { try await repair() }
        guard case .noSets(Sample.target, [folder["usb"]]) = error else {
            Issue.record("\(error as Any)")
            return
        }
        #expect(try commits == 1)
    }

    @Test("replaces a ledger that cannot be read only where that is asked for, and keeps it")
    func replaces() async throws {
        try sandbox.write("{ broken", to: ledgerPath)
        let error = await #expect(throws: HistoryRepairError.self) { try await repair() }
        guard case .unreadable(Sample.target, _) = error else {
            Issue.record("\(error as Any)")
            return
        }
        #expect(try sandbox.directory.read("repository/\(ledgerPath)") == Array("{ broken".utf8))
        let outcome = try await repair(replaces: true)
        #expect(outcome.isNew && notes == ["The replaced ledger is kept as \(ledgerPath).replaced\n"])
        #expect(try sandbox.directory.read("repository/\(ledgerPath).replaced") == Array("{ broken".utf8))
        #expect(try trail.ledger(of: Sample.target)?.archive?.sets.count == 2)
    }

    @Test("tells which sets git's last ledger had that the volumes do not bring back, and skips their numbers")
    func notRemade() async throws {
        _ = try await repair()
        try FileManager.default.removeItem(atPath: "\(sandbox.path)/\(ledgerPath)")
        for volume in second.volumes { try FileManager.default.removeItem(atPath: folder["usb/\(volume.name)"]) }
        let outcome = try await repair()
        #expect(outcome.isNew && outcome.notRemade.map(\.plan) == [second.plan.id])
        let history = try #require(try trail.ledger(of: Sample.target)?.archive)
        #expect(history.sets.map(\.plan) == [first.plan.id] && history.lastVolume == 3)
    }

    @Test("leaves what the volumes cannot tell")
    func remaining() async throws {
        var bytes = second.volumes[1].bytes
        let place = try #require(bytes.firstRange(of: Array("config".utf8)))
        bytes[place.lowerBound] = UInt8(ascii: "C")
        try folder.write(bytes, to: "usb/\(second.volumes[1].name)")
        let outcome = try await repair()
        #expect(outcome.repair.added.map(\.plan) == [first.plan.id])
        #expect(!outcome.remaining.isEmpty)
    }
}
