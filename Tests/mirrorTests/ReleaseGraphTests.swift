// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

/// The image with the data of the update graph, planned and applied.
@Suite("The graph of releases", .waitsForPrograms)
struct ReleaseGraphTests {
    private let world: ReleaseWorld
    private var shop: Workshop { world.shop }
    private var image: String { "\(world.target.host)/ocp/openshift/graph-image:latest" }

    init() async throws { world = try await ReleaseWorld.make() }

    /// Plans a release with its graph.
    private func planWithGraph() async throws {
        let digest = try await world.publish("4.16.3", components: ["cli"])
        try world.offer("stable-4.16", [("4.16.3", digest)])
        try await world.publishBase()
        try world.configure(["graph: true", "channels:", "- name: stable-4.16"])
        let run = try world.plan("--graph-data-url", world.graphData.url)
        #expect(run.status == 0, "\(run.errors)")
        #expect(world.graphData.downloads == 1)
    }

    /// Applies the plan where nothing is known of it but its file.
    private func applyElsewhere() throws -> ToolRun {
        try shop.mirror("apply", "plan.json", variables: try shop.otherHome())
    }

    @Test("is taken from where it was built, and where none can be built that is said")
    func graphImage() async throws {
        let image = try TestImage.sample(5)
        try await world.push(image, as: "quay.io/ours/graph", tag: "1")
        try world.configure(["graph: true"])
        let without = try world.plan()
        #expect(without.status == 1)
        #expect(without.errors.contains("--graph-data-url") && without.errors.contains("--graph-image"))
        let run = try world.plan("--graph-image", "quay.io/ours/graph:1")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("no UpdateService is generated"))
        #expect(
            try world.written.actions.map(\.destination) == ["\(world.target.host)/ocp/openshift/graph-image:latest"]
        )
    }

    @Test("is built again where an apply does not find what the plan built")
    func builtElsewhere() async throws {
        try await planWithGraph()
        let planned = try #require(try world.written.actions.first { $0.type == .graphData })
        #expect(planned.kind == .build)
        let run = try applyElsewhere()
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(world.graphData.downloads == 2)
        #expect(try shop.digest(image) == "\(planned.digest)")
    }

    @Test("is not downloaded again where the plan was made")
    func builtHere() async throws {
        try await planWithGraph()
        try world.graphData.serve(TestArchive(["channels/stable-4.16.yaml": "name: changed\n"]))
        let run = try shop.mirror("apply", "plan.json")
        #expect(run.status == 0, "\(run.output)\(run.errors)")
        #expect(world.graphData.downloads == 1)
        #expect(
            try shop.digest(image) == "\(try #require(try world.written.actions.first { $0.kind == .build }).digest)"
        )
    }

    @Test("whose data changed meanwhile makes the plan stale, and nothing is sent to the target")
    func changed() async throws {
        try await planWithGraph()
        let layer = try #require(try world.written.actions.compactMap(\.recipe).first?.layer.digest)
        try world.graphData.serve(TestArchive(["channels/stable-4.16.yaml": "name: changed\n"]))
        let run = try applyElsewhere()
        #expect(run.status == 4, "\(run.output)\(run.errors)")
        for word in ["the plan is stale", world.graphData.url, "\(layer)"] {
            #expect(run.errors.contains(word), "\(run.errors)")
        }
        #expect(world.targetIsUntouched)
        #expect(try !FileManager.default.contentsOfDirectory(atPath: shop.work).contains("receipts"))

        let again = try world.plan("--graph-data-url", world.graphData.url)
        #expect(again.status == 0, "\(again.errors)")
        let applied = try applyElsewhere()
        #expect(applied.status == 0, "\(applied.output)\(applied.errors)")
        #expect(!world.targetIsUntouched)
    }
}
