// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Ledger
import OCI
import Plans
import TestSupport
import Testing

@Suite("The file of a ledger")
struct LedgerFileTests {
    private static func json(_ changes: [String: Any] = [:], without field: String? = nil) throws -> Data {
        var fields: [String: Any] = [
            "format_version": "1.0", "target": LedgerValues.target, "serial": 3, "last_plan_is_complete": true,
            "resource_folder": "cluster-resources", "images": [Any](), "blobs": [String: String](),
        ]
        fields.merge(changes) { $1 }
        if let field { fields[field] = nil }
        return try JSONSerialization.data(withJSONObject: fields)
    }

    private static func read(_ data: Data) throws(LedgerError) -> TargetLedger {
        try LedgerFile.read(data, from: "ledger/x.json")
    }

    @Test(
        "is named after its target",
        arguments: [
            ("mirror.example", "ledger/mirror.example.json"),
            ("mirror.example:5000/a/b", "ledger/mirror.example_5000~a~b.json"),
            ("file:///media/usb", "ledger/file_~~~media~usb.json"),
            ("file://a_b~c%d", "ledger/file_~~a%5Fb%7Ec%25d.json"),
        ]
    )
    func paths(target: String, path: String) {
        #expect(LedgerFile.path(of: target) == path)
        #expect(path == "ledger/\(LedgerFile.name(of: target)).json")
    }

    @Test func `is another one for each target, however much they look alike`() {
        let folders = ["a/b", "a~b", "a_b", "a:b", "a%b", "a%7Eb", "a%5Fb", "a%25b", "/a/b", "a//b"].map {
            "file://\($0)"
        }
        let registries = ["a.io", "a.io/b", "a.io:1/b", "a.io:1", "a.io/b/c"]
        let targets = folders + registries
        #expect(Set(targets.map(LedgerFile.path)).count == targets.count)
        for target in targets { #expect(!LedgerFile.name(of: target).contains("/")) }
    }

    @Test func `is the same bytes for the same ledger, and is read back`() throws {
        var ledger = LedgerValues.ledger([LedgerValues.image("b"), LedgerValues.image("a")])
        ledger.serial = 7
        ledger.lineage = LedgerValues.digest("first")
        ledger.archive = ArchiveHistory(sets: [LedgerValues.set("one", [1], ["x"])])
        ledger.unknownApplies = [.init(plan: LedgerValues.digest("p"), serial: 6, configuration: "isc.yaml")]
        let data = try LedgerFile.data(of: ledger)
        #expect(try Self.read(data) == ledger)
        #expect(try LedgerFile.data(of: Self.read(data)) == data)
    }

    @Test("of another format is refused with its version", arguments: ["2.0", "0.1", "", "10"])
    func otherVersions(version: String) throws {
        let data = try Self.json(["format_version": version])
        let error = #expect(throws: LedgerError.self) { try Self.read(data) }
        #expect(error?.message == "its format version is \(version), this tool knows 1.0")
        #expect(error?.hasConflict == false)
    }

    @Test("is refused where it counts what nobody could apply", arguments: [-1, 1_000_000_000])
    func impossible(serial: Int) throws {
        let data = try Self.json(["serial": serial])
        let error = #expect(throws: LedgerError.self) { try Self.read(data) }
        #expect(error?.message == "its serial \(serial) is impossible")
    }

    @Test("is read with the numbers at the ends of what can be", arguments: [0, 999_999_999])
    func serials(serial: Int) throws {
        #expect(try Self.read(Self.json(["serial": serial])).serial == serial)
    }

    @Test(
        "is none without a field that all ledgers have",
        arguments: [
            "format_version", "target", "serial", "last_plan_is_complete", "resource_folder", "images", "blobs",
        ]
    )
    func fields(field: String) throws {
        let data = try Self.json(without: field)
        let error = #expect(throws: LedgerError.self) { try Self.read(data) }
        #expect(error?.message.contains("`\(field)`") == true, "\(String(describing: error))")
    }

    @Test("is told as git left it, with the first line", arguments: [1, 3, 12])
    func conflict(line: Int) {
        let text = String(repeating: "x\n", count: line - 1) + "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n"
        let error = #expect(throws: LedgerError.self) { try Self.read(Data(text.utf8)) }
        #expect(
            error?.message == "it has git's conflict markers at line \(line): two histories of the target were merged"
        )
        #expect(error?.hasConflict == true)
    }

    @Test func `that cannot be used is restored by git, from a commit that has a good one if there is one`() {
        let error = LedgerError(path: "ledger/a b.json", message: "it is odd")
        #expect(
            error.description == """
                the ledger ledger/a b.json cannot be used: it is odd
                Restore it with `git checkout -- 'ledger/a b.json'`; without it mirror does not know what it placed.
                """
        )
        let known = LedgerError(path: "x", message: "it is odd", commit: String(repeating: "ab", count: 20))
        #expect(known.description.contains("`git checkout abababababab -- x`, the newest that can be read."))
    }

    @Test func `of changed bytes is a ledger or an error on one line`() throws {
        var generator = SeededGenerator(seed: 17)
        let original = [UInt8](try LedgerFile.data(of: LedgerValues.ledger([LedgerValues.image("a")])))
        var read = 0
        for _ in 0..<1000 {
            var bytes = original
            bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            do throws(LedgerError) {
                let ledger = try Self.read(Data(bytes))
                #expect((0...999_999_999).contains(ledger.serial))
                read += 1
            } catch {
                #expect(!error.message.contains("\n"))
            }
        }
        #expect((1..<900).contains(read), "\(read)")
    }
}

@Suite("What a receipt tells of an apply")
struct RecordedApplyTests {
    private static func read(_ json: String) throws -> RecordedApply {
        try JSONDecoder().decode(RecordedApply.self, from: Data(json.utf8))
    }

    private static let plan = LedgerValues.digest("plan")

    @Test func `of an older tool may have deleted, for nothing says that it did not`() throws {
        let apply = try Self.read(#"{"plan":"\#(Self.plan)","serial":4}"#)
        #expect(apply == RecordedApply(plan: Self.plan, serial: 4, configuration: nil, mayDelete: true))
    }

    @Test(arguments: [true, false]) func `is read back as it was written`(flag: Bool) throws {
        let apply = RecordedApply(
            plan: Self.plan,
            serial: 9,
            configuration: flag ? "isc.yaml" : nil,
            mayDelete: flag,
            isDeletion: !flag,
            lineage: flag ? nil : Self.plan
        )
        let data = try JSONEncoder().encode(apply)
        #expect(try JSONDecoder().decode(RecordedApply.self, from: data) == apply)
    }

    @Test func `lies in a receipt that is named after its plan`() throws {
        #expect(Receipt.path(of: Self.plan) == "receipts/\(Self.plan.short).json")
        let image = Receipt.Image(destination: "a.io/b:1", digest: Self.plan, result: "failed", reason: "no space")
        let receipt = Receipt(plan: Self.plan, target: "a.io", serial: 2, isComplete: false, images: [image])
        let data = try receipt.data()
        #expect(try JSONDecoder().decode(Receipt.self, from: data) == receipt)
        #expect(String(decoding: data, as: UTF8.self).contains("\"complete\": false"))
    }
}
