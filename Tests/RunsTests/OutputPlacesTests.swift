// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Plans
import TestSupport
import Testing

@testable import Runs

@Suite("The place that a command writes to")
struct OutputPlacesTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: folder[name], withDestinationPath: target)
    }

    @Test("is a link itself where one is there, so that what it leads to stays")
    func links() throws {
        try folder.write("old", to: "target.json")
        try link("plan.json", to: folder["target.json"])
        try OutputFile(folder["plan.json"], .plan).write(Array("new".utf8))
        #expect(try folder.read("target.json") == Array("old".utf8))
        #expect(try folder.read("plan.json") == Array("new".utf8))
        #expect(OutputFile(folder["plan.json"], .plan).type == .typeRegular)
    }

    @Test("is a device or a stream, which is written to and stays what it is")
    func devices() throws {
        let output = OutputFile("/dev/null", .plan)
        #expect(output.type == .typeCharacterSpecial)
        try output.check { _ in false }
        try output.write([1, 2, 3])
        #expect(output.type == .typeCharacterSpecial && output.bytes(upTo: 10)?.isEmpty != false)
    }

    @Test("is the same under every name that leads to it")
    func same() throws {
        try folder.write("x", to: "a/isc.yaml")
        try link("b", to: folder["a"])
        try link("c.yaml", to: folder["b/isc.yaml"])
        let file = OutputFile(folder["a/isc.yaml"], .plan)
        for name in ["a/isc.yaml", "b/isc.yaml", "c.yaml", "a/../b/./isc.yaml"] {
            #expect(file.isSame(as: folder[name]), "\(name)")
            #expect(throws: OutputRefusal.configuration(.plan, path: folder[name])) {
                try PlanOutput(path: folder[name]).check(configuration: folder["a/isc.yaml"])
            }
        }
        #expect(!file.isSame(as: folder["a/isc.yml"]) && !file.isSame(as: folder["isc.yaml"]))
    }

    @Test(
        "is named with the reason where nothing can be written there",
        arguments: [
            ("none/plan.json", "there is no such file or folder"),
            ("file/plan.json", "a part of its path is a file, not a folder"),
            (String(repeating: "n", count: 300), "the path is too long"),
        ]
    )
    func unwritable(name: String, reason: String) throws {
        try folder.write("", to: "file")
        let output = OutputFile(folder[name], .pinnedConfiguration)
        #expect(throws: OutputRefusal.unwritable(.pinnedConfiguration, path: folder[name], reason: reason)) {
            try output.write([1])
        }
    }

    @Test("is looked into only as far as a file of this command is long", arguments: [(4, 4, true), (4, 5, false)])
    func limits(limit: Int, size: Int, isRead: Bool) throws {
        try folder.write([UInt8](repeating: 1, count: size), to: "a")
        #expect((OutputFile(folder["a"], .plan).bytes(upTo: limit)?.count == size) == isRead)
        #expect(OutputFile(folder["none"], .plan).bytes(upTo: limit) == nil)
    }

    @Test("of a report is no file that is longer than reports are")
    func longReport() throws {
        try folder.write("", to: "report.json")
        let file = try FileHandle(forWritingTo: URL(filePath: folder["report.json"]))
        // Nothing of that is on the disk.
        try file.truncate(atOffset: UInt64(MissingReport.sizeLimit) + 1)
        #expect(throws: OutputRefusal.foreign(.missingReport, path: folder["report.json"])) {
            try ReportOutput(path: folder["report.json"]).check(besides: [])
        }
        let path = folder["report.json"]
        #expect(throws: ResendReportError.unreadable(path: path, reason: "it is too large for a report")) {
            try ResendReport(readingFrom: path)
        }
    }

    @Test("has an option and a name for each kind of file", arguments: OutputKind.allCases)
    func kinds(kind: OutputKind) {
        let refusals: [OutputRefusal] = [
            .standardOutput(kind), .configuration(kind, path: "x"), .folder(kind, path: "x"), .foreign(kind, path: "x"),
        ]
        for refusal in refusals {
            let lines = refusal.description.split(separator: "\n")
            #expect(lines.count == 2 && refusal.description.contains("\(kind.option)"))
            #expect(
                refusal.description.contains("--force") == (kind.canBeForced && refusal == .foreign(kind, path: "x"))
            )
        }
    }
}
