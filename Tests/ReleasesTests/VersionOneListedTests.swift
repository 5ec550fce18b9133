// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@testable import MirrorConfiguration
@testable import Releases

/// Channels of which a configuration lists the releases one by one, as the oldest format does.
struct VersionOneListedTests {
    private let bench: GraphBench

    init() throws {
        bench = try GraphBench()
        try bench.server.add("stable-4.7", nodes: ["4.7.13", "4.7.60"], edges: [[0, 1]])
        try bench.server.add(
            "stable-4.8",
            nodes: ["4.7.60", "4.8.20", "4.8.41", "4.8.54"],
            edges: [[0, 1], [1, 2], [2, 3]]
        )
    }

    private func select(_ channels: ReleaseChannel...) async throws -> ReleaseSelection {
        let section = PlatformSection(
            graph: false,
            channels: channels,
            architectures: [],
            platforms: [],
            release: nil,
            kubeVirtContainer: false,
            location: "isc.yaml:4:1"
        )
        let selector = ReleaseSelector(
            service: try bench.service(),
            path: "isc.yaml",
            by: .init(.versionOne(.alpha1))
        )
        return try await selector.select(section)
    }

    @Test func `The oldest format takes what it lists, and adds nothing between channels`() async throws {
        let (first, second) = (try listing("stable-4.7", ["4.7.13"]), try listing("stable-4.8", ["4.8.54", "4.8.20"]))
        #expect(try await select(first, second).versions == ["4.7.13", "4.8.20", "4.8.54"])
        // Without a list it is the head.
        #expect(try await select(listing("stable-4.8", [])).versions == ["4.8.54"])
        #expect(
            try await select(listing("stable-4.7", []), listing("stable-4.8", [])).versions == ["4.7.60", "4.8.54"]
        )
    }

    @Test func `A listed release that the channel lacks is an error with the nearest`() async throws {
        let listed = try listing("stable-4.8", ["4.8.54", "4.8.42"])
        let graph = try ReleaseValues.graph(["4.8.41", "4.8.54"], faults: ["4.8.60"])
        func read(_ channel: ReleaseChannel) -> ReadChannel {
            ReadChannel(
                index: 0,
                section: "mirror.platform",
                channel: channel,
                answer: ReleaseValues.answer("stable-4.8", graph)
            )
        }
        let scope = ReleaseScope(product: .ocp, architecture: .amd64)
        let unknown = #expect(throws: FindingsError.self) { try read(listed).listedNodes(scope) }
        #expect(unknown?.findings.map(\.code) == [.unknownVersion])
        #expect(unknown?.findings.first?.remedy == "the nearest that exist are 4.8.41 and 4.8.54")
        let broken = try listing("stable-4.8", ["4.8.60"])
        let unusable = #expect(throws: FindingsError.self) { try read(broken).listedNodes(scope) }
        #expect(unusable?.findings.map(\.code) == [.releaseUnusable])
    }

    private func listing(_ name: String, _ versions: [String]) throws -> ReleaseChannel {
        ReleaseChannel(
            name: name,
            type: .ocp,
            minVersion: nil,
            maxVersion: nil,
            versions: try versions.map { Located(try SemanticVersion($0), at: "isc.yaml:9:9") },
            shortestPath: false,
            full: false,
            location: "isc.yaml:5:5"
        )
    }
}
