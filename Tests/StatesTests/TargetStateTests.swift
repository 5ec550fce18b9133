// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import GitStore
import Ledger
import OCI
import States
import TestSupport
import Testing
@testable import Plans

@Suite("What is on a target")
struct TargetStateTests {
    private let world: StateWorld

    init() throws { world = try StateWorld() }

    @Test func `is told by configuration, with the first and the last apply and their times`() throws {
        try world.apply(["a", "b"])
        try world.apply(["c"], of: "other.yaml")
        let last = try world.apply(["a"])
        let state = try KnownStates(in: world.trail).state(of: StateWorld.target)
        #expect(state.serial == 3 && state.images == 3)
        #expect(state.last?.plan == last.lastPlan && state.last?.time != nil && state.last?.isComplete == true)
        #expect(state.configurations.map(\.name) == ["isc.yaml", "other.yaml"])
        let first = state.configurations[0]
        #expect((first.since?.serial, first.last?.serial) == (1, 3))
        #expect(first.images.map(\.origins) == [["quay.io/a:1"]])
        // Nobody wants what left the configuration, until it is pruned.
        #expect(state.unwanted == ["\(StateWorld.target)/b:1"])
        #expect(state.unknown == [])
    }

    @Test func `is told of all targets, by name`() throws {
        try world.apply(["a"], at: "z.example")
        try world.apply(["a"], at: "a.example")
        #expect(try KnownStates(in: world.trail).all().map(\.target) == ["a.example", "z.example"])
    }

    @Test func `is unknown for a target without a ledger, and the nearest one is named`() throws {
        let none = #expect(throws: UnknownTarget.self) { try KnownStates(in: world.trail).state(of: "a.example") }
        #expect(none?.description.contains("nothing was applied from this repository yet") == true)
        try world.apply(["a"])
        let near = #expect(throws: UnknownTarget.self) {
            try KnownStates(in: world.trail).state(of: "mirror.example:5000/ocq")
        }
        #expect(near?.description.contains("Did you mean docker://\(StateWorld.target)?") == true)
    }

    @Test func `has releases, operators and charts by the records of the ledger`() {
        var ledger = TargetLedger(target: StateWorld.target)
        func add(_ name: String, _ type: ImageType, origins: [String] = [], facts: SectionFacts? = nil) {
            let image = PlacedImage(
                ImageIdentity(type, origins: origins, digest: StateWorld.digest(name)),
                at: "\(StateWorld.target)/\(name):1",
                facts: facts
            )
            ledger.entries[image.destination] = .init(
                image: image,
                placed: true,
                knowsAttachments: true,
                wantedBy: ["isc.yaml"]
            )
        }
        for version in ["4.15.11", "4.15.9"] {
            add(
                version,
                .releasePayload,
                facts: .release(ReleaseFacts(version: version, architecture: "amd64", signatures: []))
            )
        }
        add("catalog", .operatorCatalog)
        add("bundle", .operatorBundle)
        add("web", .helmImage, origins: ["quay.io/web:1"])
        let entries = [CatalogEntry(name: "x.v1.0.0", version: "1.0.0"), CatalogEntry(name: "x.v1.1.0")]
        let package = CatalogRecord.Package(
            name: "x",
            defaultChannel: "stable",
            channels: [.init(name: "stable", head: "x.v1.1.0", entries: entries)]
        )
        ledger.records = [
            .catalog(CatalogRecord(destination: "\(StateWorld.target)/catalog:1", packages: [package])),
            .chart(
                ChartRecord(
                    source: "oci://c",
                    name: "web",
                    version: "2.0.0",
                    digest: StateWorld.digest("w"),
                    images: ["quay.io/web:1"]
                )
            ),
            .chart(ChartRecord(source: "oci://c", name: "old", version: "1.0.0", digest: StateWorld.digest("o"))),
        ]
        let state = TargetState(of: ledger, applies: []) { .init(plan: $0.plan, serial: 0, time: nil, isComplete: nil) }
        let configuration = state.configurations[0]
        #expect(configuration.releases.map(\.version) == ["4.15.9", "4.15.11"])
        #expect(configuration.catalogs[0].operators.map(\.name) == ["x"])
        #expect(configuration.catalogs[0].operators[0].channels[0].versions == ["1.0.0", "x.v1.1.0"])
        #expect(configuration.charts.map(\.name) == ["web"])
        #expect(configuration.images.map(\.type) == [.helmImage])
    }
}
