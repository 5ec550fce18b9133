// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

@testable import Plans
@testable import Views

@Suite("What an apply is going to do")
struct ApplyIntentTests {
    private func plan(_ kinds: [Action.Kind], deletions: Int = 0, _ work: PlanWork? = nil) throws -> PlanFile {
        var plan = Plan.sample
        plan.fields.actions = kinds.enumerated().map { index, kind in
            var action = SampleApply.action("a/\(index):1")
            action.fields.kind = kind
            return action
        }
        plan.fields.blobs = []
        plan.fields.deletions = (0..<deletions).map { SampleApply.deletion(["\($0)"]) }
        if let work { plan.fields.work = work }
        return try PlanFile(plan)
    }

    @Test(
        "is one line with the numbers that are not zero",
        arguments: [
            ([.copy, .copy, .update], 3, nil, "copy 2, update 1, delete 3 images at mirror.example:5000/ocp"),
            ([.copy], 0, nil, "copy 1 image at mirror.example:5000/ocp"),
            ([.copy, .copy], 1, nil, "copy 2, delete 1 image at mirror.example:5000/ocp"),
            ([.build, .build], 0, nil, "build 2 images at mirror.example:5000/ocp"),
            ([], 202, .deletions, "delete 202 images at mirror.example:5000/ocp, and copy nothing"),
            ([], 0, nil, "change no image at mirror.example:5000/ocp, only the record of it"),
        ] as [([Action.Kind], Int, PlanWork?, String)]
    )
    func line(kinds: [Action.Kind], deletions: Int, work: PlanWork?, text: String) throws {
        let file = try plan(kinds, deletions: deletions, work)
        #expect(ApplyIntent(of: file).text == "mirror will \(text) (plan \(file.id.short) of isc.yaml)\n")
    }

    @Test("is an event for programs")
    func json() throws {
        let file = try plan([.copy], deletions: 2)
        #expect(
            try ApplyIntent(of: file).json(at: Date(timeIntervalSince1970: 1_767_225_600)) == """
                {"build":0,"configuration":"isc.yaml","copy":1,"delete":2,"deletes_only":false,"plan":"\(file.id)",\
                "target":"mirror.example:5000/ocp","time":"2026-01-01T00:00:00Z","type":"apply_plan","update":0}

                """
        )
    }

    @Test("has no control characters of a name")
    func hostile() throws {
        var plan = Plan.sample
        plan.fields.configuration = ConfigurationRecord(path: "a\u{1b}[2J.yaml", digest: Digest(of: []))
        #expect(!ApplyIntent(of: try PlanFile(plan)).text.contains("\u{1b}"))
    }
}
