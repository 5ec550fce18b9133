// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

@testable import Reviews

/// A reviewer reads which metadata of oc-mirror v1 is written where, because that lies outside of the target.
@Suite("The sequence in a review")
struct SequenceReviewTests {
    private static let workspace = "1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f"

    private static func plan(_ place: SequencePlace?, number: Int = 4, changes: Bool = true) -> Plan {
        var plan = SamplePlans.plan
        if !changes { plan.fields.actions = [] }
        return plan.taking(
            PlannedSequence(
                workspace: workspace,
                number: number,
                place: place,
                continues: number == 1 ? nil : Digest(of: [1]),
                content: .run(record: "{}", dropped: [])
            )
        )
    }

    private static let rows: [(Plan, String)] = [
        (plan(.folder("./meta")), "sequence 4 of the workspace \(workspace), to file://./meta"),
        (plan(.folder("/srv/meta"), number: 1), "sequence 1 of the new workspace \(workspace), to file:///srv/meta"),
        (plan(.image("a.example/b:1", skipsTLS: true)), "sequence 4 of the workspace \(workspace), to a.example/b:1"),
        (plan(nil, number: 1), "sequence 1 of the new workspace \(workspace), whose archive stands alone"),
        (plan(.folder("meta"), changes: false), "sequence 4 of the workspace \(workspace), to file://meta"),
    ]

    @Test("is one line of the text, with or without images to copy", arguments: rows)
    func text(plan: Plan, line: String) {
        let text = PlanText(PlanReview(of: plan), style: .plain, remark: "").text
        #expect("\n\(text)".contains("\n  write the metadata of oc-mirror v1: \(line)\n"), "\(text)")
    }

    @Test("is in the JSON, and nowhere for a plan without one")
    func json() throws {
        struct Review: Decodable {
            struct Sequence: Decodable, Equatable {
                var number: Int
                var workspace: String
                var isFirst: Bool
                var place: String?
            }
            var sequence: Sequence?
        }
        func read(_ plan: Plan) throws -> Review.Sequence? {
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(Review.self, from: Data(ReviewJSON(PlanReview(of: plan)).text.utf8)).sequence
        }
        #expect(
            try read(Self.plan(.folder("meta")))
                == .init(number: 4, workspace: Self.workspace, isFirst: false, place: "file://meta")
        )
        #expect(
            try read(Self.plan(nil, number: 1))
                == .init(number: 1, workspace: Self.workspace, isFirst: true, place: nil)
        )
        #expect(try read(SamplePlans.plan) == nil)
        #expect(!PlanText(PlanReview(of: SamplePlans.plan), style: .plain, remark: "").text.contains("oc-mirror v1"))
    }
}
