// SPDX-License-Identifier: Apache-2.0

import Approvals
import Diagnostics
import Testing

@Suite("An approval")
struct ApprovalDecisionTests {
    private static let ada = Signer(key: "A", addresses: ["ada@x.example"])
    private static let bob = Signer(key: "B", addresses: ["Bob@x.example"])
    private static let eve = Signer(key: "E", addresses: ["eve@x.example", "eve@y.example"])

    private static func approval(
        _ name: String,
        _ verdict: SignatureVerdict,
        holdsPlan: Bool = true
    ) -> PlanEvidence.Approval {
        PlanEvidence.Approval(commit: "c-\(name)", names: [name], holdsPlan: holdsPlan, verdict: verdict)
    }

    private func approvers(
        _ approvals: [PlanEvidence.Approval],
        wanting count: Int = 1,
        planner: [String] = ["ada@x.example"],
        planned verdict: SignatureVerdict = .by(ada)
    ) throws(ApprovalRefusal) -> [String] {
        let evidence = PlanEvidence(
            plan: "2c917ef508c3",
            branches: [:],
            recordings: [.init(commit: "p", addresses: planner, verdicts: [verdict])],
            approvals: approvals
        )
        let demand = ApprovalDemand(source: "t", branch: nil, keys: .file("k"), isSigned: false, approvals: count)
        return try ApprovalDecision(demand, evidence).approvers().map(\.name)
    }

    @Test("counts once for each person, in any case of the address")
    func counts() throws {
        let bob = Self.approval("Bob <bob@X.example>", .by(Self.bob))
        let eve = Self.approval("Eve <eve@x.example>", .by(Self.eve))
        #expect(try approvers([bob, eve], wanting: 2) == ["Bob <bob@X.example>", "Eve <eve@x.example>"])
        let otherKey = Signer(key: "E2", addresses: ["eve@y.example"])
        let again = Self.approval("Eve <eve@y.example>", .by(otherKey))
        #expect(throws: ApprovalRefusal.self) { try approvers([eve, again], wanting: 2) }
        let otherName = Self.approval("Eva <eve@y.example>", .by(Self.eve))
        #expect(throws: ApprovalRefusal.self) { try approvers([eve, otherName], wanting: 2) }
    }

    @Test(
        "does not count where anything is in doubt, and the refusal says why",
        arguments: [
            (approval("Bob <bob@x.example>", .unsigned), "is not signed"),
            (approval("Bob <bob@x.example>", .refused("it is BAD")), "does not count: it is BAD"),
            (approval("Bob <bob@x.example>", .by(bob), holdsPlan: false), "does not hold this plan"),
            (approval("Bob <bob@x.example>", .by(eve)), "not the holder of the key E"),
            (approval("Ada <ada@x.example>", .by(ada)), "who made the plan"),
            (approval("Bob", .by(bob)), "exactly one person"),
            (approval("Eve <eve@x.example> <bob@x.example>", .by(bob)), "exactly one person"),
            (
                PlanEvidence.Approval(commit: "c", names: [], holdsPlan: true, verdict: .by(bob)), "exactly one person"
            ),
            (
                PlanEvidence.Approval(
                    commit: "c",
                    names: ["Bob <bob@x.example>", "Eve <eve@x.example>"],
                    holdsPlan: true,
                    verdict: .by(bob)
                ), "exactly one person"
            ),
        ] as [(PlanEvidence.Approval, String)]
    )
    func doubts(approval: PlanEvidence.Approval, reason: String) {
        let error = #expect(throws: ApprovalRefusal.self) { try approvers([approval]) }
        #expect(error?.explanation.cause?.contains(reason) == true, "\(error?.description ?? "")")
        #expect(error?.explanation.summary.contains("0 of 1 approval") == true)
    }

    @Test("is never the planner's own, under another address or another key")
    func planner() {
        // The key that signed the plan belongs to Eve as well.
        let eve = Self.approval("Eve <eve@x.example>", .by(Self.eve))
        #expect(throws: ApprovalRefusal.self) { try approvers([eve], planner: ["eve@y.example"], planned: .unsigned) }
        #expect(throws: ApprovalRefusal.self) {
            try approvers([eve], planner: ["bot@x.example"], planned: .by(Self.eve))
        }
        let other = Signer(key: "E9", addresses: ["eve@y.example", "new@x.example"])
        let second = Self.approval("New <new@x.example>", .by(other))
        #expect(throws: ApprovalRefusal.self) {
            try approvers([second], planner: ["bot@x.example"], planned: .by(Self.eve))
        }
    }

    @Test("is impossible for a plan that no commit brought")
    func unrecorded() {
        let evidence = PlanEvidence(plan: "p", branches: [:], recordings: [], approvals: [])
        let demand = ApprovalDemand(source: "t", branch: nil, keys: .file("k"), isSigned: false, approvals: 1)
        #expect(throws: ApprovalRefusal.unrecorded(plan: "p", source: "t")) {
            try ApprovalDecision(demand, evidence).approvers()
        }
    }

    @Test("by a merge is the branch that holds the plan")
    func merged() throws {
        func decide(_ branches: [String: Bool]) throws(ApprovalRefusal) {
            let evidence = PlanEvidence(plan: "p", branches: branches, recordings: [], approvals: [])
            let demand = ApprovalDemand(source: "t", branch: "origin/main", keys: nil, isSigned: false, approvals: 0)
            _ = try ApprovalDecision(demand, evidence).approvers()
        }
        try decide(["origin/main": true])
        #expect(throws: ApprovalRefusal.notMerged(plan: "p", branch: "origin/main", source: "t")) {
            try decide(["origin/main": false])
        }
        #expect(throws: ApprovalRefusal.unknownBranch("origin/main", source: "t")) { try decide(["main": true]) }
    }

    @Test("by a signature is one good one, at the commit or at a tag")
    func signed() throws {
        func decide(_ verdicts: [SignatureVerdict]...) throws(ApprovalRefusal) {
            let evidence = PlanEvidence(
                plan: "p",
                branches: [:],
                recordings: verdicts.map { .init(commit: "c", addresses: [], verdicts: $0) },
                approvals: []
            )
            let demand = ApprovalDemand(source: "t", branch: nil, keys: .file("k"), isSigned: true, approvals: 0)
            _ = try ApprovalDecision(demand, evidence).approvers()
        }
        try decide([.by(Self.ada)])
        try decide([.unsigned, .by(Self.bob)])
        try decide([.unsigned], [.by(Self.bob)])
        let error = #expect(throws: ApprovalRefusal.self) { try decide([.unsigned], [.refused("it is BAD")]) }
        #expect(error?.description.contains("is not signed") == true && error?.description.contains("BAD") == true)
        #expect(throws: ApprovalRefusal.self) { try decide() }
    }

    @Test("is not demanded by nothing")
    func nothing() {
        #expect(ApprovalDemand(source: "t", branch: nil, keys: .file("k"), isSigned: false, approvals: 0).isEmpty)
        #expect(!ApprovalDemand(source: "t", branch: "b", keys: nil, isSigned: false, approvals: 0).isEmpty)
    }
}
