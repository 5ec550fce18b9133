// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import TestSupport
import Testing
@testable import Plans

/// A machine that carried two sets of volumes away: `a/one`, and then `a/two` on the same base layer.
struct HistoryWorld {
    let upstream: RegistryProcess
    let shop: Workshop
    let one: TestImage
    let two: TestImage
    /// The folder of the archive.
    let usb: String

    var target: String { "file://\(usb)" }
    var ledgerPath: String { LedgerFile.path(of: target) }

    init() async throws {
        upstream = try RegistryProcess()
        shop = try Workshop(insecure: upstream.host)
        let base = SeededBytes.layer(1, length: 70_000)
        one = try TestImage(layers: [base, [1]])
        two = try TestImage(layers: [base, [2]])
        try await one.push(to: upstream.host.repository("a/one"), tag: "1", with: fillingClient())
        try await two.push(to: upstream.host.repository("a/two"), tag: "1", with: fillingClient())
        usb = try shop.folder.makeDirectory("usb")
        try carry(["one"])
        try carry(["one", "two"])
    }

    /// Plans and applies an archive of images.
    func carry(_ names: [String]) throws {
        try #require(try plan(names) == 2)
        let run = try shop.mirror("apply", "plan.json")
        try #require(run.status == 0, "\(run.output)\(run.errors)")
    }

    /// Plans an archive of images; 2 is returned where something is to be carried.
    func plan(_ names: [String], _ options: String...) throws -> Int32 {
        try shop.configure(names.map { "\(upstream.host)/a/\($0):1" })
        let run = try shop.run(["plan", "-c", "isc.yaml", "--to", target, "--detailed-exitcode"] + options)
        #expect(run.status != 1, "\(run.output)\(run.errors)")
        return run.status
    }

    /// Runs `mirror history` for the archive.
    func history(_ arguments: String..., status: Int32 = 0) throws -> String {
        let run = try shop.run(["history"] + arguments + ["--to", target])
        #expect(run.status == status, "\(run.output)\(run.errors)")
        return run.output + run.errors
    }

    /// The ledger as it lies in the audit repository.
    func ledger() throws -> TargetLedger {
        try LedgerFile.read(Data(shop.folder.read("work/\(ledgerPath)")), from: ledgerPath)
    }

    func sets() throws -> [CarriedSet] { try ledger().archive?.sets ?? [] }

    /// Writes another ledger in the place of the one that is there.
    func edit(_ change: (inout ArchiveHistory) -> Void) throws {
        var ledger = try ledger()
        var history = try #require(ledger.archive)
        change(&history)
        ledger.archive = history
        try shop.folder.write([UInt8](LedgerFile.data(of: ledger)), to: "work/\(ledgerPath)")
    }

    func removeLedger() throws { try FileManager.default.removeItem(atPath: "\(shop.work)/\(ledgerPath)") }

    /// The blobs that the last plan brings.
    func planned() throws -> Set<Digest> {
        let file = try PlanFile(reading: Data(shop.folder.read("work/plan.json")))
        return Set(file.plan.blobs.filter { !$0.atHome }.map(\.digest))
    }
}
