// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import Deletions

@Suite("A plan of deletions")
struct DeletionPlannerTests {
    private func plan(
        _ images: [DesiredImage],
        needed: NeededImages = NeededImages(),
        keepers: [String] = [],
        holding contents: [String: [String: String]],
        elsewhere: Set<Digest> = [],
        _ ledger: TargetLedger
    ) throws -> (plan: Plan, freed: Set<Digest>) {
        let repositories = try contents.map { (try Fixture.repository($0), try Fixture.content($1)) }
        return DeletionPlanner(
            asked: AskedImages(desired: try Fixture.state(images)),
            needed: needed,
            keepers: keepers,
            survey: TargetSurvey(contents: Dictionary(uniqueKeysWithValues: repositories), elsewhere: elsewhere),
            ledger: ledger,
            options: PlanOptions()
        ).planned()
    }

    private let one = "a/one:1"

    @Test("names the deletions, the reasons, the checks and the freed bytes")
    func whole() throws {
        let (plan, freed) = try plan(
            [try Fixture.image("quay.io/a/one:1", at: one)],
            keepers: ["keep.yaml"],
            holding: ["a/one": ["1": "one", "2": "two"]],
            Fixture.ledger([Fixture.entry(one, "one")])
        )
        let deletion = try #require(plan.deletions.first)
        #expect(plan.mode == .deletion && plan.deletions.count == 1)
        #expect(deletion.kind == .manifest && deletion.destinations == ["\(Fixture.host)/\(one)"])
        #expect(deletion.reason == "asked for" && deletion.requestedBy == ["delete.additionalImages[0]"])
        #expect(
            deletion.proof == [
                "the one remaining tag does not reference it", "no remaining image references it",
                "no release or bundle that stays needs it",
                "no configuration given with --keep asks for it: keep.yaml",
            ]
        )
        #expect((deletion.size, deletion.reclaim) == (110, 110))
        #expect(freed == [Fixture.digest("one"), Fixture.digest("layer of one")])
        #expect(plan.repositories.map(\.tags) == [1])
        #expect(plan.checks.isEmpty)
    }

    @Test("counts as free what nothing else at the target has")
    func shared() throws {
        let (plan, freed) = try plan(
            [try Fixture.image("quay.io/a/one:1", at: one)],
            holding: ["a/one": ["1": "one"]],
            elsewhere: [Fixture.digest("layer of one")],
            Fixture.ledger([Fixture.entry(one, "one")])
        )
        #expect(plan.deletions.map(\.reclaim) == [10])
        #expect(freed == [Fixture.digest("one")])
    }

    @Test("leaves what is needed, with those who need it")
    func kept() throws {
        var needed = NeededImages()
        needed.need(try Fixture.place(one), by: "keep.yaml wants it")
        needed.need(Fixture.digest("two"), in: try Fixture.repository("a/one"), by: "the release 4.16.1")
        let (plan, freed) = try plan(
            [
                try Fixture.image("quay.io/a/one:1", at: one), try Fixture.image("quay.io/a/one:2", at: "a/one:2"),
                try Fixture.image("quay.io/a/one:3", at: "a/one:3"),
            ],
            needed: needed,
            holding: ["a/one": ["1": "one", "2": "two", "3": "two", "4": "two"]],
            Fixture.ledger([Fixture.entry(one, "one")])
        )
        #expect(plan.kept.map(\.destination) == [1, 2, 3].map { "\(Fixture.host)/a/one:\($0)" })
        #expect(plan.kept.first?.neededBy == ["keep.yaml wants it"])
        #expect(plan.kept.last?.neededBy.first == "the release 4.16.1")
        #expect(plan.deletions.map(\.kind) == [.tags] && plan.deletions.map(\.tags) == [["2", "3"]])
        #expect(freed.isEmpty)
    }

    @Test("takes nothing that a registry would not take away alone again, and its image only whole")
    func leftover() throws {
        var ledger = Fixture.ledger([Fixture.entry(one, "one")])
        ledger.entries["\(Fixture.host)/\(one)"]?.isLeftover = true
        let image = try Fixture.image("quay.io/a/one:1", at: one)
        let bound = try plan([image], holding: ["a/one": ["1": "one", "2": "one"]], ledger).plan
        #expect(bound.deletions.isEmpty)
        #expect(bound.kept.first?.neededBy.first?.contains("does not delete the tag alone") == true, "\(bound.kept)")
        let free = try plan([image], holding: ["a/one": ["1": "one", "2": "two"]], ledger).plan
        #expect(free.deletions.flatMap(\.destinations) == ["\(Fixture.host)/\(one)"])
    }

    /// What the ledger says of what goes, and the codes of what a reviewer is told.
    static let findings: [(ledger: [TargetLedger.Entry], codes: [FindingCode])] = [
        ([Fixture.entry("a/one:1", "one")], []),
        ([Fixture.entry("a/one:1", "one", wantedBy: ["isc.yaml"])], ["still-wanted"]),
        ([Fixture.entry("a/one:1", "one", type: .signature, wantedBy: ["isc.yaml"])], []),
        ([], ["no-ledger"]),
    ]

    @Test("warns of images that would come back, and of unknown ones", arguments: findings)
    func warnings(entries: [TargetLedger.Entry], codes: [FindingCode]) throws {
        let image = try Fixture.image("quay.io/a/one:1", at: one)
        let checks = try plan([image], holding: ["a/one": ["1": "one"]], Fixture.ledger(entries)).plan.checks
        #expect(checks.map(\.code) == codes)
        #expect(checks.allSatisfy { $0.severity == .warning })
    }

    @Test("notes missing images, except parts of releases and operators, and other names of existing images")
    func missing() throws {
        let plan = try plan(
            [
                try Fixture.image("quay.io/a/one:1", at: one), try Fixture.image("quay.io/a/two:1", at: "a/two:1"),
                try Fixture.image("quay.io/a/two:1", at: "a/two:other"),
                try Fixture.image("quay.io/o/image:1", at: "o/image:1", type: .operatorRelatedImage),
                try Fixture.image("quay.io/openshift/etcd:1", at: "openshift/release:1", type: .releaseComponent),
            ],
            holding: ["a/two": ["other": "two"]],
            Fixture.ledger([Fixture.entry("a/two:other", "two")])
        ).plan
        let check = try #require(plan.checks.first)
        #expect(plan.checks.count == 1 && check.severity == .note && check.code == "not-there")
        #expect(check.text.hasPrefix("1 image is not at the target"))
        #expect(check.text.hasSuffix("quay.io/a/one:1 as \(Fixture.host)/a/one:1"), "\(check)")
    }
}
