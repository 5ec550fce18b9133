// SPDX-License-Identifier: Apache-2.0

import Cache
import Diagnostics
import Layouts
import Ledger
import MirrorConfiguration
import OCI
import Resolution
import Scheduling
import Sections
import TestSupport
import Testing
@testable import Plans

@testable import Deletions

/// The whole way from a request to a plan, on a target of values.
@Suite("Planning a deletion")
struct DeletePlanRunTests {
    private var held = HeldValues()
    private let one = "a/one:1"

    init() throws {
        held.meanings["disc.yaml"] = try Fixture.state([try Fixture.image("quay.io/a/one:1", at: one)])
        held.contents[try Fixture.repository("a/one")] = try Fixture.content(["1": "one", "2": "two"])
    }

    private func target(_ entries: [TargetLedger.Entry], neighbours: [TargetLedger] = []) throws -> KnownTarget {
        KnownTarget(
            mapping: DestinationMapping(target: try Fixture.target, maxNestedPaths: 3),
            ledger: Fixture.ledger(entries),
            neighbours: neighbours
        )
    }

    private func plan(
        _ held: HeldValues,
        at target: KnownTarget,
        keeping keep: [String] = [],
        options: DeletionOptions = DeletionOptions(),
        trimming cache: DiskCache? = nil,
        progress: @escaping @Sendable (DeletionProgress) -> Void = { _ in }
    ) async throws -> Plan {
        let run = DeletePlanRun(
            held: held,
            target: target,
            keep: try keep.map(Fixture.kept),
            options: options,
            cacheToTrim: cache.map(CachedRemains.init),
            progress: progress
        )
        return try await run.plan(try Fixture.request(), named: "disc.yaml")
    }

    @Test("looks at the registry first and at the repositories last, and tells how far it has come")
    func order() async throws {
        let seen = Guarded<[DeletionProgress]>([])
        let plan = try await plan(
            held,
            at: target(
                [Fixture.entry(one, "one")],
                neighbours: [Fixture.ledger(of: "mirror.example/other")]
            ),
            options: DeletionOptions(exactChannels: true)
        ) { progress in seen.withLock { $0.append(progress) } }
        #expect(
            held.questions == [
                "registry", "deleting disc.yaml", "needs besides \(Fixture.host)/\(one)",
                "survey of mirror.example/ocp, mirror.example/other",
            ]
        )
        #expect(seen.withLock { $0 } == [.surveyed(count: 1, of: 1)])
        #expect(plan.deletions.flatMap(\.destinations) == ["\(Fixture.host)/\(one)"])
        #expect(plan.configuration.path == "disc.yaml")
        #expect(plan.options == PlanOptions(exactChannels: true, maxNestedPaths: 3))
        #expect(plan.cached.isEmpty && plan.checks.isEmpty)
    }

    @Test("spares images of a kept configuration, and reports unknown ones")
    func keep() async throws {
        var held = held
        var kept = try Fixture.state(
            [try Fixture.image("quay.io/a/one:1", at: one)],
            findings: [Finding(.warning, "no-registry", "here")],
            path: "keep.yaml"
        )
        kept.caveats = [
            Finding(.note, "graph-unknown", "no graph"), Finding(.note, "catalog-not-there", "no catalog"),
        ]
        held.meanings["keep.yaml"] = kept
        let plan = try await plan(held, at: target([Fixture.entry(one, "one")]), keeping: ["keep.yaml"])
        #expect(plan.deletions.isEmpty)
        #expect(plan.kept.map(\.neededBy) == [["keep.yaml wants it"]])
        #expect(plan.checks.map(\.code) == ["catalog-not-there", "graph-unknown"])
        #expect(held.questions.contains("keeping keep.yaml"))
    }

    @Test("spares images that remaining images need, beside those that are kept anyway")
    func staying() async throws {
        var held = held
        held.staying.need(try Fixture.place(one), by: "a release")
        held.meanings["keep.yaml"] = try Fixture.state(
            [try Fixture.image("quay.io/a/one:1", at: one)],
            path: "keep.yaml"
        )
        let target = try target([Fixture.entry(one, "one")])
        #expect(try await plan(held, at: target).kept.map(\.neededBy) == [["a release"]])
        let kept = try await plan(held, at: target, keeping: ["keep.yaml"]).kept
        #expect(kept.map(\.neededBy) == [["a release", "keep.yaml wants it"]])
        #expect(
            held.questions.filter { $0.hasPrefix("needs") } == [
                "needs besides \(Fixture.host)/\(one)", "needs besides ",
            ]
        )
    }

    @Test("is refused if the images to delete or to keep cannot be resolved", arguments: ["disc.yaml", "keep.yaml"])
    func refusal(name: String) async throws {
        var held = held
        held.meanings["keep.yaml"] = try Fixture.state([], path: "keep.yaml")
        let checks = [Finding(.warning, "no-registry", "odd"), Finding(.error, "unknown-package", "no such package")]
        held.meanings[name]?.findings = checks
        let target = try target([])
        let refusal = await #expect(throws: DeletionRefusal.self) {
            try await plan(held, at: target, keeping: ["keep.yaml"])
        }
        #expect(refusal?.findings == checks)
        #expect(refusal?.description == "no such package")
        #expect(!held.questions.contains { $0.hasPrefix("survey") })
    }

    @Test("goes by the places that the ledger has for images of operators")
    func places() async throws {
        var held = held
        held.meanings["disc.yaml"] = try Fixture.state([
            try Fixture.image("quay.io/o/image:1", at: "o/image:usual", type: .operatorRelatedImage)
        ])
        held.contents[try Fixture.repository("a/one")] = try Fixture.content(["1": "one"])
        let entry = Fixture.entry(one, "one", type: .operatorRelatedImage, origins: ["quay.io/o/image:1"])
        let plan = try await plan(held, at: target([entry]))
        #expect(plan.deletions.flatMap(\.destinations) == ["\(Fixture.host)/\(one)"])
    }

    @Test("spares what a neighbour wants, and what somebody wants besides the whole")
    func others() async throws {
        let neighbour = Fixture.ledger([Fixture.entry(one, "one", wantedBy: ["far.yaml"])], of: "mirror.example")
        let plan = try await plan(held, at: target([Fixture.entry(one, "one")], neighbours: [neighbour]))
        #expect(plan.deletions.isEmpty)
        #expect(plan.kept.map(\.neededBy) == [["far.yaml wants it at the target mirror.example"]])
    }

    @Test("doubts a namespace of which nothing is known")
    func namespace() async throws {
        let neighbour = Fixture.ledger([Fixture.entry("b/two:1", "two")], of: "mirror.example/other")
        let plan = try await plan(held, at: target([], neighbours: [neighbour]))
        #expect(plan.checks.map(\.code) == ["no-ledger", "other-namespace"])
    }

    @Test("lists cached files of images that nothing needs, and trimming removes exactly these")
    func cache() async throws {
        let folder = try TemporaryDirectory()
        let cache = DiskCache(root: folder["cache"])
        for text in ["one", "two"] { try folder.write(text, to: "cache/\(StoragePath.blob(Fixture.digest(text)))") }
        let plan = try await plan(held, at: target([Fixture.entry(one, "one")]), trimming: cache)
        let trimming = CachedRemains(cache: cache)
        #expect(plan.cached.map(\.size) == [3])
        #expect(try await trimming.entries(about: [Fixture.digest("two")]).count == 1)
        let removed = try await trimming.remove(plan.cached)
        #expect((removed.count, removed.bytes) == (1, 3))
        #expect(try await trimming.entries(about: [Fixture.digest("one")]).isEmpty)
        #expect(try await trimming.entries(about: [Fixture.digest("two")]).count == 1)
        #expect(try await trimming.remove(plan.cached).count == 0, "what is gone is gone")
    }
}
