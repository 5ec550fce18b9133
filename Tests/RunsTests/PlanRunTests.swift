// SPDX-License-Identifier: Apache-2.0

import Deletions
import Diagnostics
import Foundation
import Ledger
import OCI
import Plans
import Registry
import Resolution
import TestSupport
import Testing

@testable import Runs

/// Plans for a real registry on loopback.
@Suite("The run of a plan")
struct PlanRunTests {
    private let world: RunWorld
    private let registry: RegistryProcess
    private let target: MirrorTarget

    init() throws {
        world = try RunWorld()
        registry = try RegistryProcess()
        target = try MirrorTarget("docker://\(registry.host)/ocp")
    }

    /// Puts an image where the target has it.
    private func hold(_ name: String, _ image: TestImage, tag: String = "1") async throws {
        let repository = Repository(host: registry.host, name: try RepositoryName("ocp/\(name)"))
        try await image.push(to: repository, tag: tag, with: .test(.destination))
    }

    private func choices(_ options: PlanOptions = PlanOptions(), pruning: DeletionLimit? = nil) -> PlanChoices {
        PlanChoices(recorded: options, pruning: pruning)
    }

    @Test("copies what the target lacks, updates what it has otherwise, and leaves the rest")
    func compares() async throws {
        let (new, old, same) = (try world.image("a/new"), try world.image("a/old"), try world.image("a/same"))
        try await hold("a/same", same.image)
        try await hold("a/old", try TestImage(layers: [[1, 2, 3]]))
        let before = try registry.storedManifests()

        let plan = try await world.plan(world.configuration([new.name, old.name, same.name]), to: target)
        #expect(
            plan.actions.map { "\($0.kind.rawValue) \($0.destination)" } == [
                "copy \(target)/a/new:1", "update \(target)/a/old:1",
            ]
        )
        #expect(plan.actions.map(\.digest) == [new.image.digest, old.image.digest])
        #expect(plan.inSync.map { "\($0.destination)" } == ["\(target)/a/same:1"])
        #expect(plan.checks.map(\.code) == [.notRecorded] && plan.work == .copiesToRegistry(from: nil))
        let layers = Set(new.image.blobs.keys).union(old.image.blobs.keys)
        #expect(Set(plan.blobs.filter { !$0.atHome }.map(\.digest)) == layers)
        #expect(world.events.contains(.observed(count: 3, of: 3)))
        #expect(try registry.storedManifests() == before)
    }

    @Test("makes the same plan of the same things")
    func isStable() async throws {
        let configuration = try world.configuration([try world.image("a/b").name, try world.image("a/c").name])
        let plans = [
            try await world.plan(configuration, to: target), try await world.plan(configuration, to: target),
        ]
        #expect(try PlanFile(plans[0]).bytes == PlanFile(plans[1]).bytes)
    }

    @Test("takes an image that its source lacks for an error, or leaves it out", arguments: [false, true])
    func missing(isAllowed: Bool) async throws {
        let there = try world.image("a/b")
        let gone = "\(world.source.server.host)/a/gone:1"
        let plan = try await world.plan(
            world.configuration([there.name, gone]),
            to: target,
            choices: choices(PlanOptions(allowMissing: isAllowed))
        )
        #expect(plan.checks.map(\.severity) == [isAllowed ? .warning : .error])
        #expect(plan.checks.first?.text.contains(gone) == true, "\(plan.checks)")
        #expect(plan.actions.map(\.digest) == [there.image.digest])
        #expect((PlanRefusal(plan.checks) == nil) == isAllowed)
    }

    @Test("is refused before the target is asked where a section cannot tell what is meant")
    func unresolved() async throws {
        let host = world.source.server.host
        let configuration = try world.configuration([], mirror: "  operators:\n    - catalog: \(host)/none:v1\n")
        let error = await #expect(throws: PlanRefusal.self) { try await world.plan(configuration, to: target) }
        #expect(error?.description.contains("\(host)/none:v1") == true, "\(error as Any)")
        #expect(error?.findings.count == 1 && error?.mistakes == nil)
        #expect(!world.events.contains { if case .observed = $0 { true } else { false } })
    }

    @Test("asks no source where the target is no registry")
    func noRegistry() async throws {
        let web = try LoopbackServer { try $0.respond(404, text: "<html>nothing here</html>") }
        let configuration = try world.configuration([try world.image("a/b").name])
        await #expect(throws: (any Error).self) {
            try await world.plan(configuration, to: MirrorTarget("docker://\(web.host)"))
        }
        #expect(!web.requests.isEmpty)
        #expect(world.source.server.requests.isEmpty)
    }

    @Test("tells a check that was found before, besides its own, in the order of reviews")
    func checks() async throws {
        let warning = Finding(.warning, "unused-block", "found before")
        let request = PlanRequest(
            configuration: try world.configuration(["\(world.source.server.host)/gone:1"]),
            name: "isc.yaml",
            target: target,
            ledger: TargetLedger(target: "\(target)"),
            neighbours: [],
            findings: [warning]
        )
        let run = PlanRun(of: request, choices: choices(), surroundings: world.surroundings())
        let found = try await run.plan().checks
        #expect(found.map(\.severity) == [.error, .warning])
        #expect(found.last == warning)
    }

    /// Whether it prunes, how many may go, and whether the image goes or is an error.
    @Test(
        "prunes what the configuration placed and nobody wants, within the limit",
        arguments: [
            (nil, 0, false), (.count(1), 1, false), (.count(0), 1, true), (.share(25), 1, false),
        ] as [(DeletionLimit?, Int, Bool)]
    )
    func prunes(limit: DeletionLimit?, deletions: Int, isRefused: Bool) async throws {
        let (kept, dropped) = (try world.image("a/kept"), try world.image("a/dropped"))
        let first = try await world.plan(world.configuration([kept.name, dropped.name]), to: target)
        try await hold("a/kept", kept.image)
        try await hold("a/dropped", dropped.image)
        let ledger = TargetLedger(target: "\(target)")
            .recording(try PlanFile(first), .init(done: first.actions, isComplete: true))

        let plan = try await world.plan(
            world.configuration([kept.name]),
            to: target,
            ledger: ledger,
            choices: choices(pruning: limit)
        )
        #expect(plan.deletions.count == deletions)
        #expect(plan.deletions.allSatisfy { $0.digest == dropped.image.digest })
        #expect(plan.checks.contains { $0.severity == .error } == isRefused, "\(plan.checks)")
        #expect(world.events.contains { if case .surveyed = $0 { true } else { false } } == (limit != nil))
    }

    @Test("prunes nothing that another configuration in the ledger wants")
    func shared() async throws {
        let (kept, both) = (try world.image("a/kept"), try world.image("a/both"))
        try await hold("a/both", both.image)
        var ledger = TargetLedger(target: "\(target)")
        for name in ["isc.yaml", "other.yaml"] {
            let plan = try await world.plan(world.configuration([both.name]), named: name, to: target, ledger: ledger)
            ledger = ledger.recording(try PlanFile(plan), .init(done: plan.actions, isComplete: true))
        }
        let plan = try await world.plan(
            world.configuration([kept.name]),
            to: target,
            ledger: ledger,
            choices: choices(pruning: .count(5))
        )
        #expect(plan.actions.map(\.digest) == [kept.image.digest] && plan.deletions.isEmpty)
    }
}
