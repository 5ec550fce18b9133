// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Plans
import TestSupport
import Testing

@testable import Runs

@Suite("A file that a command writes")
struct OutputFileTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    @Test("replaces a plan, an empty file or nothing, and no other file")
    func plan() throws {
        try folder.write([UInt8](PlanFile(.sample).bytes), to: "plan.json")
        try folder.write("", to: "empty.json")
        try folder.write("{}", to: "other.json")
        try folder.write("kind: x\n", to: "isc.yaml")
        try folder.makeDirectory("folder")
        for name in ["plan.json", "empty.json", "new.json"] {
            try PlanOutput(path: folder[name]).check(configuration: folder["isc.yaml"])
        }
        let refusals: [(String, OutputRefusal)] = [
            ("other.json", .foreign(.plan, path: folder["other.json"])),
            ("isc.yaml", .configuration(.plan, path: folder["isc.yaml"])),
            ("folder", .folder(.plan, path: folder["folder"])),
        ]
        for (name, refusal) in refusals {
            #expect(throws: refusal) {
                try PlanOutput(path: folder[name]).check(configuration: folder["isc.yaml"])
            }
        }
        try PlanOutput(path: "-").check(configuration: folder["isc.yaml"])
        #expect(PlanOutput(path: "-").isStandardOutput && !PlanOutput(path: "./-").isStandardOutput)
    }

    @Test("is not the configuration under another name")
    func link() throws {
        try folder.write("kind: x\n", to: "isc.yaml")
        try FileManager.default.createSymbolicLink(atPath: folder["link.json"], withDestinationPath: folder["isc.yaml"])
        #expect(throws: OutputRefusal.configuration(.plan, path: folder["link.json"])) {
            try PlanOutput(path: folder["link.json"]).check(configuration: folder["isc.yaml"])
        }
    }

    @Test("of a report replaces reports only, and none of the other files")
    func report() throws {
        let report = MissingReport(target: "m", images: [], blobs: [])
        let output = ReportOutput(path: folder["report.json"])
        try output.check(besides: [])
        try output.write(report)
        try output.check(besides: [("--out", folder["plan.json"])])
        #expect(throws: OutputRefusal.named(.missingReport, path: folder["report.json"], by: "--out")) {
            try output.check(besides: [("--config", "isc.yaml"), ("--out", folder["report.json"])])
        }
        #expect(throws: OutputRefusal.standardOutput(.missingReport)) { try ReportOutput(path: "-").check(besides: []) }
        try folder.write("{}", to: "other.json")
        #expect(throws: OutputRefusal.foreign(.missingReport, path: folder["other.json"])) {
            try ReportOutput(path: folder["other.json"]).check(besides: [])
        }
        let read = try ResendReport(readingFrom: folder["report.json"])
        #expect(read.missing == report)
    }

    @Test("keeps the permissions of the file that it replaces, and names what cannot be written")
    func permissions() throws {
        try folder.write("", to: "plan.json")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder["plan.json"])
        try OutputFile(folder["plan.json"], .plan).write([1, 2])
        let attributes = try FileManager.default.attributesOfItem(atPath: folder["plan.json"])
        #expect((attributes[.posixPermissions] as? Int).map { $0 & 0o777 } == 0o600)
        #expect(attributes[.size] as? Int == 2)
        let error = #expect(throws: OutputRefusal.self) { try OutputFile(folder["no/plan.json"], .plan).write([1]) }
        #expect(error?.description.hasPrefix("\(folder["no/plan.json"]): the plan cannot be written: ") == true)
    }

    @Test("of plans is read with a word about what is wrong with it")
    func reading() throws {
        try folder.write("", to: "empty.json")
        try folder.write("{}", to: "other.json")
        #expect(throws: UnreadablePlan.empty(title: folder["empty.json"])) {
            try PlanReader(path: folder["empty.json"]).read()
        }
        #expect(throws: UnreadablePlan.noFile(path: folder.path)) { try PlanReader(path: folder.path).read() }
        for (name, isPlan) in [("empty.json", true), ("other.json", false)] {
            #expect(try PlanReader(path: folder[name]).isPlanOrEmpty() == isPlan)
        }
        let other = #expect(throws: UnreadablePlan.self) { try PlanReader(path: folder["other.json"]).read() }
        #expect(other?.description.hasSuffix("\nPlans are made by `mirror plan`.") == true)
        let none = #expect(throws: UnreadablePlan.self) { try PlanReader(path: folder["none.json"]).read() }
        #expect(none?.description.hasSuffix("\nMake one with `mirror plan`.") == true)
    }
}
