// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import OCI
import Plans
import TestSupport
import Testing

@testable import Runs

@Suite("A plan that is read from a path")
struct ReadPlanTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func edited() throws -> String {
        let text = String(decoding: try PlanFile(.sample).bytes, as: UTF8.self)
        return text.replacing("missing at destination", with: "because")
    }

    @Test("is the plan that was written, whatever its name and through links")
    func reads() throws {
        let file = try PlanFile(.sample)
        try PlanOutput(path: folder["any name"]).write(file.bytes)
        try FileManager.default.createSymbolicLink(atPath: folder["link"], withDestinationPath: folder["any name"])
        #expect(try PlanReader(path: folder["any name"]).read() == file)
        #expect(try PlanReader(path: folder["link"]).isPlanOrEmpty())
    }

    @Test("is refused in its own words where it was edited, and may be replaced all the same")
    func editedPlan() throws {
        try folder.write(try edited(), to: "plan.json")
        let error = #expect(throws: PlanError.self) { try PlanReader(path: folder["plan.json"]).read() }
        guard case .edited = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try PlanReader(path: folder["plan.json"]).isPlanOrEmpty())
        try PlanOutput(path: folder["plan.json"]).check(configuration: folder["isc.yaml"])
    }

    @Test("of a later format is refused with its version, and may be replaced too")
    func laterPlan() throws {
        try folder.write(#"{"kind": "MirrorPlan", "format_version": "2.0"}"#, to: "plan.json")
        #expect(throws: PlanError.unknownFormat("2.0")) { try PlanReader(path: folder["plan.json"]).read() }
        #expect(try PlanReader(path: folder["plan.json"]).isPlanOrEmpty())
    }

    @Test("has files for clusters that are those of its images, or is not applied")
    func audited() throws {
        try PlanOutput(path: folder["plan.json"]).write(try PlanFile(.sample).bytes)
        #expect(throws: (any Error).self) { try PlanReader(path: folder["plan.json"]).readAudited() }
        let plan = Plan.sample.with(resources: [])
        try PlanOutput(path: folder["other.json"]).write(try PlanFile(plan).bytes)
        #expect(try PlanReader(path: folder["other.json"]).read().plan == plan)
    }

    @Test("is no file that is longer than plans are")
    func tooLarge() throws {
        try folder.write("", to: "plan.json")
        let file = try FileHandle(forWritingTo: URL(filePath: folder["plan.json"]))
        // Nothing of that is on the disk.
        try file.truncate(atOffset: UInt64(PlanFile.sizeLimit) + 1)
        let refusal = UnreadablePlan.tooLarge(title: folder["plan.json"])
        #expect(throws: refusal) { try PlanReader(path: folder["plan.json"]).read() }
        #expect(throws: refusal) { try PlanReader(path: folder["plan.json"]).isPlanOrEmpty() }
    }

    @Test("is told apart from a report, and the other way round")
    func reports() throws {
        let report = MissingReport(target: "m", images: [], blobs: [Digest(of: [1])])
        try ReportOutput(path: folder["report.json"]).write(report)
        try PlanOutput(path: folder["plan.json"]).write(try PlanFile(.sample).bytes)
        #expect(throws: OutputRefusal.foreign(.plan, path: folder["report.json"])) {
            try PlanOutput(path: folder["report.json"]).check(configuration: folder["isc.yaml"])
        }
        #expect(throws: OutputRefusal.foreign(.missingReport, path: folder["plan.json"])) {
            try ReportOutput(path: folder["plan.json"]).check(besides: [])
        }
        let error = #expect(throws: ResendReportError.self) { try ResendReport(readingFrom: folder["plan.json"]) }
        #expect(error?.description.hasPrefix("--resend \(folder["plan.json"]): this is not a report") == true)
        let none = #expect(throws: ResendReportError.self) { try ResendReport(readingFrom: folder["none.json"]) }
        #expect(none == .unreadable(path: folder["none.json"], reason: "there is no such file or folder"))
        let read = try ResendReport(readingFrom: folder["report.json"])
        #expect(try read.missing == report && read.digest == Digest(of: folder.read("report.json")))
    }
}
