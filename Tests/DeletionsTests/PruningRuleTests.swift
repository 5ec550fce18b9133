// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Planning
import Resolution
import TestSupport
import Testing
@testable import Plans

@testable import Deletions

/// What pruning takes and what it leaves, by example; `PruningTests` tries chance.
@Suite("What a configuration no longer wants")
struct PruningRuleTests {
    private static func pruning(
        _ entries: [TargetLedger.Entry],
        wanting wanted: [String] = [],
        replacing replaced: [(name: String, before: String)] = [],
        neighbours: [TargetLedger] = [],
        limit: DeletionLimit = .count(100)
    ) throws -> Pruning {
        let record = ConfigurationRecord(path: "isc.yaml", digest: Fixture.digest("isc.yaml"))
        var plan = Plan(
            configuration: record,
            options: PlanOptions(prune: true),
            target: PlanTarget(TargetPlace(Fixture.host))
        )
        plan.fields.actions = replaced.map { name, before in
            Action(
                kind: .update,
                type: .additionalImage,
                origins: ["quay.io/\(name)"],
                source: "quay.io/\(name)",
                destination: "\(Fixture.host)/\(name)",
                digest: Fixture.digest("new"),
                size: 1,
                transfer: 0,
                expect: .init(destination: Fixture.digest(before)),
                reason: "",
                requestedBy: []
            )
        }
        return Pruning(
            of: plan,
            copying: [],
            desired: try Fixture.state(
                try wanted.map { try Fixture.image("quay.io/\($0)", at: $0) },
                path: "isc.yaml"
            ),
            ledger: Fixture.ledger(entries),
            neighbours: neighbours,
            limit: limit
        )
    }

    /// What the ledger has at `a/one:1`, where the target holds what it says, and whether that goes.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var placedBy = ["isc.yaml"]
        var wantedBy: [String] = []
        var type = ImageType.additionalImage
        var wanted = false
        var goes: Bool

        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "what it placed and nobody wants", goes: true),
        Case(name: "what it wanted alone until now", wantedBy: ["isc.yaml"], goes: true),
        Case(name: "what it still wants", wanted: true, goes: false),
        Case(name: "what another one wants", wantedBy: ["isc.yaml", "other.yaml"], goes: false),
        Case(name: "what only another one placed", placedBy: ["other.yaml"], goes: false),
        Case(name: "what both placed and nobody wants", placedBy: ["isc.yaml", "other.yaml"], goes: true),
        Case(name: "what was there before", placedBy: [], wantedBy: ["isc.yaml"], goes: false),
        Case(name: "a signature, which goes with its image only", type: .signature, goes: false),
    ]

    @Test("is pruned if the configuration placed it, and no other one wants it", arguments: cases)
    func images(example: Case) throws {
        let entry = Fixture.entry(
            "a/one:1",
            "one",
            type: example.type,
            wantedBy: example.wantedBy,
            placedBy: example.placedBy
        )
        let pruning = try Self.pruning([entry], wanting: example.wanted ? ["a/one:1"] : [])
        let repository = try Fixture.repository("a/one")
        #expect((pruning.requested[repository] != nil) == example.goes)
        let survey = TargetSurvey(contents: [repository: try Fixture.content(["1": "one"])])
        let deletions = pruning.plan(after: survey).deletions
        #expect(deletions.flatMap(\.destinations) == (example.goes ? ["\(Fixture.host)/a/one:1"] : []))
        for deletion in deletions {
            #expect(deletion.reason == "isc.yaml placed it and does not want it any more")
            #expect(deletion.proof.last == "no configuration in the ledger asks for it")
        }
    }

    /// What `a/one:1` named before the plan gives it to something else, who wants that in the ledger, and whether it goes.
    static let replaced: [(before: String, wantedBy: [String], isCounted: Bool)] = [
        ("one", ["isc.yaml"], true), ("one", [], true), ("one", ["isc.yaml", "other.yaml"], false),
        // Somebody else's image was there.
        ("theirs", ["isc.yaml"], false),
    ]

    @Test("includes manifests whose tags the plan moves", arguments: replaced)
    func outdated(before: String, wantedBy: [String], isCounted: Bool) throws {
        let pruning = try Self.pruning(
            [Fixture.entry("a/one:1", "one", wantedBy: wantedBy)],
            wanting: ["a/one:1"],
            replacing: [("a/one:1", before)]
        )
        let asked = pruning.requested[try Fixture.repository("a/one")]
        #expect(asked == (isCounted ? RequestedContent(digests: [Fixture.digest("one")]) : nil))
    }

    @Test("stays where somebody put something else, or another target of the registry wants it")
    func others() throws {
        let entries = [
            Fixture.entry("a/one:1", "one"), Fixture.entry("a/one:2", "two"), Fixture.entry("a/one:3", "three"),
        ]
        let neighbour = Fixture.ledger([Fixture.entry("a/one:2", "two", wantedBy: ["far.yaml"])], of: "mirror.example")
        let content = try Fixture.content(["1": "theirs", "2": "two", "3": "three"])
        let survey = TargetSurvey(contents: [try Fixture.repository("a/one"): content])
        let plan = try Self.pruning(entries, neighbours: [neighbour]).plan(after: survey)
        #expect(plan.deletions.flatMap(\.destinations) == ["\(Fixture.host)/a/one:3"])
        #expect(
            plan.kept.map(\.neededBy) == [
                ["somebody put \(Fixture.digest("theirs")) there, which mirror did not place"],
                ["far.yaml wants it at the target mirror.example"],
            ]
        )
    }

    /// How many of how many images go by a limit, and what is said about it.
    static let limits: [(going: Int, of: Int, limit: String?, message: String?)] = [
        (2, 10, nil, nil), (20, 60, nil, nil),
        (21, 60, nil, "21 of the 60 images that isc.yaml placed would go, and --max-deletes 25% allows 20"),
        (21, 60, "21", nil), (3, 10, "2", "3 of the 10 images that isc.yaml placed would go"),
        (3, 10, "0%", "--max-deletes 0% allows 0"),
        (10, 10, nil, "wants nothing at all, so everything that it placed would go: 10 images"),
        (10, 10, "10", nil), (10, 10, "100%", nil),
    ]

    @Test("is refused where it is too much", arguments: limits)
    func limit(going: Int, of all: Int, limit: String?, message: String?) throws {
        let entries = (0..<all).map { Fixture.entry("a/one:\($0)", "content \($0)") }
        let pruning = try Self.pruning(
            entries,
            wanting: (going..<all).map { "a/one:\($0)" },
            limit: try limit.map { try #require(DeletionLimit($0)) } ?? .standard
        )
        let checks = pruning.plan(after: TargetSurvey()).checks
        #expect(checks.map(\.code) == (message == nil ? [] : ["too-many-deletes"]))
        #expect(checks.allSatisfy { $0.severity == .error })
        if let message { #expect(checks.first?.text.contains(message) == true, "\(checks)") }
    }

    @Test("is looked for in its repositories alone, with all ledgers of the registry")
    func survey() async throws {
        var held = HeldValues()
        held.contents = [
            try Fixture.repository("a/one"): try Fixture.content(["1": "one"]),
            try Fixture.repository("b/two"): try Fixture.content(["1": "two"]),
        ]
        let pruning = try Self.pruning(
            [Fixture.entry("a/one:1", "one")],
            neighbours: [Fixture.ledger(of: "mirror.example/other")]
        )
        let plan = try await pruning.plan(surveying: held) { done, all in #expect(done == all) }
        #expect(held.questions == ["survey of mirror.example/ocp, mirror.example/other"])
        #expect(plan.deletions.map(\.repository) == ["\(Fixture.host)/a/one"])
    }
}
