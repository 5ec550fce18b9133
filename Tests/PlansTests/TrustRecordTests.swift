// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing

@testable import Plans

@Suite("The record of trusted images")
struct TrustRecordTests {
    private static func plan(_ accepted: [TrustRecord.Acceptance]) -> Plan {
        Plan.sample.with(trust: TrustRecord(policy: "p.json", digest: Digest(of: [1]), accepted: accepted))
    }

    private static let images = Plan.sample.placed.map(\.destination).sorted()

    @Test func `is written and read again`() throws {
        let accepted = [
            TrustRecord.Acceptance(scope: "default", by: [.init("insecureAcceptAnything")], images: Self.images),
            TrustRecord.Acceptance(
                scope: "docker:a.example",
                by: [.init("signedBy", key: "AB")],
                images: [Self.images[0]]
            ),
        ]
        let plan = Self.plan(accepted)
        let file = try PlanFile(plan)
        #expect(try PlanFile(reading: Data(file.bytes)).plan.trust == plan.trust)
        #expect(accepted.map(\.isUnconditional) == [true, false])
        #expect(try PlanFile(Plan.sample).id != file.id)
        #expect(!String(decoding: try PlanFile(Plan.sample).bytes, as: UTF8.self).contains("\"trust\""))
    }

    @Test(
        "is refused if it does not fit the plan",
        arguments: [
            ([], ["x"], "accepts images of `s` by nothing"), ([TrustRecord.Proof("reject")], [], "or none at all"),
            (
                [TrustRecord.Proof("reject")], ["mirror.example/other:1"],
                "accepts `mirror.example/other:1`, which is not in the plan"
            ),
        ] as [([TrustRecord.Proof], [String], String)]
    )
    func refusals(proofs: [TrustRecord.Proof], images: [String], expected: String) throws {
        let plan = Self.plan([.init(scope: "s", by: proofs, images: images.map { PlacedName($0) })])
        let error = #expect(throws: PlanError.self) { try PlanFile(reading: Data(PlanFile(plan).bytes)) }
        #expect("\(error.map { "\($0)" } ?? "")".contains(expected), "\(error.map { "\($0)" } ?? "")")
    }
}
