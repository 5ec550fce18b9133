// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Releases
import TestSupport
import Testing

/// Which releases the bounds of a channel take, with the graphs of `addOracle()`.
struct ReleaseRangeTests {
    private let bench: GraphBench

    init() throws {
        bench = try GraphBench()
        try bench.addOracle()
    }

    @Test(
        "a channel means the releases between its bounds, completed by the channel's own",
        arguments: [
            // Name, minVersion, maxVersion, flags.
            ("stable-4.0", ["4.0.0-8"]),
            ("stable-4.0 - - full", ["4.0.0-0.okd-0", "4.0.0-4", "4.0.0-5", "4.0.0-6", "4.0.0-7", "4.0.0-8"]),
            ("stable-4.0 4.0.0-5", ["4.0.0-5", "4.0.0-6", "4.0.0-7", "4.0.0-8"]),
            ("stable-4.0 4.0.0-5 - full", ["4.0.0-5", "4.0.0-6", "4.0.0-7", "4.0.0-8"]),
            ("stable-4.0 - 4.0.0-5", ["4.0.0-0.okd-0", "4.0.0-4", "4.0.0-5"]),
            ("stable-4.0 - 4.0.0-5 full", ["4.0.0-0.okd-0", "4.0.0-4", "4.0.0-5"]),
            ("stable-4.0 4.0.0-5 4.0.0-6", ["4.0.0-5", "4.0.0-6"]),
            ("stable-4.0 4.0.0-5 4.0.0-6 full", ["4.0.0-5", "4.0.0-6"]),
            ("stable-4.0 4.0.0-5 4.0.0-5", ["4.0.0-5"]),
            // Bounds that are no releases.
            ("stable-4.0 4.0.0-3", ["4.0.0-4", "4.0.0-5", "4.0.0-6", "4.0.0-7", "4.0.0-8"]),
            ("stable-4.0 - 4.0.0-9", ["4.0.0-0.okd-0", "4.0.0-4", "4.0.0-5", "4.0.0-6", "4.0.0-7", "4.0.0-8"]),
            ("stable-4.0 4.0.0-1 4.0.0-4", ["4.0.0-4"]),
            // A channel has releases of the minor before too.
            ("stable-4.1 4.0.0-8", ["4.0.0-8", "4.1.0-6"]),
        ]
    )
    func bounds(channel: String, versions: [String]) async throws {
        let selection = try await bench.select(channels(channel))
        #expect(selection.versions == versions)
        #expect(selection.releases.allSatisfy { $0.payload.description == GraphServer.payload("\($0.version)") })
    }

    @Test(
        "with shortestPath, the releases of the shortest path",
        arguments: [
            ("stable-4.0 4.0.0-4 4.0.0-8 shortestPath", ["4.0.0-4", "4.0.0-5", "4.0.0-6", "4.0.0-8"]),
            ("stable-4.0 4.0.0-6 - shortestPath", ["4.0.0-6", "4.0.0-8"]),
            ("stable-4.0 - - shortestPath", ["4.0.0-8"]),
            ("stable-4.1 4.0.0-5 4.1.0-6 shortestPath", ["4.0.0-5", "4.0.0-6", "4.0.0-8", "4.1.0-6"]),
        ]
    )
    func shortestPath(channel: String, versions: [String]) async throws {
        let selection = try await bench.select(channels(channel))
        #expect(selection.versions == versions)
        #expect(selection.findings == [])
    }

    @Test(
        "a bound that is no release is noted, with its neighbours",
        arguments: [
            (
                "stable-4.0 4.0.0-3",
                [
                    "isc.yaml:7:19 the channel `stable-4.0` has no 4.0.0-3 (amd64), so its releases from 4.0.0-4 on are used;"
                        + " the nearest that exist are 4.0.0-0.okd-0 and 4.0.0-4"
                ]
            ),
            (
                "stable-4.0 4.0.0-5 4.0.0",
                [
                    "isc.yaml:8:19 the channel `stable-4.0` has no 4.0.0 (amd64), so its releases up to 4.0.0-8 are used;"
                        + " the highest that exists is 4.0.0-8"
                ]
            ),
            ("stable-4.0 4.0.0-5 4.0.0-8", []),
        ]
    )
    func boundsBetweenReleases(channel: String, notes: [String]) async throws {
        let checks = try await bench.select(channels(channel)).findings.filter { $0.code == "bound-without-release" }
        #expect(checks.map { "\($0.place?.description ?? "") \($0.message)" } == notes)
        #expect(checks.allSatisfy { $0.severity == .note })
    }

    @Test func `where no path leads, the two ends are taken with a warning`() async throws {
        let selection = try await bench.select(channels("stable-4.0 4.0.0-0.okd-0 4.0.0-4 shortestPath"))
        #expect(selection.versions == ["4.0.0-0.okd-0", "4.0.0-4"])
        #expect(
            selection.findings.first
                == Finding(
                    .warning,
                    "upgrade-path-unknown",
                    "no update leads from 4.0.0-0.okd-0 to 4.0.0-4 in `stable-4.0` (amd64); only the two are taken",
                    at: "isc.yaml:6:13"
                )
        )
    }

    @Test func `pre-releases are ordered as semver says`() async throws {
        let versions = ["4.16.0", "4.15.9", "4.16.0-rc.10", "4.16.0-ec.2", "4.16.0-rc.2"]
        try bench.server.add("candidate-4.16", nodes: versions)
        let range = try await bench.select(channels("candidate-4.16 4.15.9 4.16.0"))
        #expect(range.versions == ["4.15.9", "4.16.0-ec.2", "4.16.0-rc.2", "4.16.0-rc.10", "4.16.0"])
        #expect(try await bench.select(channels("candidate-4.16")).versions == ["4.16.0"])
        let below = try await bench.select(channels("candidate-4.16 4.16.0-rc.2 4.16.0-rc.10"))
        #expect(below.versions == ["4.16.0-rc.2", "4.16.0-rc.10"])
    }

    @Test func `each architecture has its own head`() async throws {
        try bench.server.add("stable-4.16", nodes: ["4.16.1", "4.16.9"])
        try bench.server.add("stable-4.16", architecture: "arm64", nodes: ["4.16.1", "4.16.7"])
        let selection = try await bench.select(channels("stable-4.16") + "\narchitectures: [arm64, amd64]")
        #expect(
            selection.releases.map { "\($0.architecture.rawValue) \($0.version)" } == ["amd64 4.16.9", "arm64 4.16.7"]
        )
        #expect(selection.graphs.map(\.architecture) == ["amd64", "arm64"])
    }

    @Test(
        "the architecture is amd64 where none is named, and multi with platforms",
        arguments: [
            ("", ["stable-4.16 amd64"]),
            ("\narchitectures: [s390x, multi, ppc64le]", ["multi", "ppc64le", "s390x"].map { "stable-4.16 \($0)" }),
            (
                "\nplatforms: [{os: linux, architecture: amd64}, {os: linux, architecture: arm64}]",
                ["stable-4.16 multi"]
            ),
        ]
    )
    func architectures(text: String, asked: [String]) async throws {
        for architecture in ReleaseArchitecture.allCases.map(\.rawValue) {
            try bench.server.add("stable-4.16", architecture: architecture, nodes: ["4.16.1"])
        }
        let selection = try await bench.select(channels("stable-4.16") + text)
        #expect(bench.server.asked.sorted() == asked)
        #expect(selection.releases.map { "stable-4.16 \($0.architecture.rawValue)" } == asked)
    }

    @Test func `a release names the channels that ask for it, and the first of them as its place`() async throws {
        let nodes = ["4.16.1", "4.16.2"]
        try bench.server.add("stable-4.16", nodes: nodes)
        try bench.server.add("fast-4.16", nodes: nodes, edges: [[0, 1]])
        let selection = try await bench.select(channels("stable-4.16 4.16.2 4.16.2", "fast-4.16 - - full"))
        #expect(
            selection.releases.map(\.requestedBy) == [
                ["mirror.platform.channels[1] (fast-4.16)"],
                ["mirror.platform.channels[0] (stable-4.16)", "mirror.platform.channels[1] (fast-4.16)"],
            ]
        )
        #expect(selection.releases.map(\.at) == ["isc.yaml:9:13", "isc.yaml:6:13"])
    }

    @Test func `OCP and OKD are kept apart`() async throws {
        let okd = { (version: String) in "quay.io/okd/scos-release@\(GraphServer.payload(version).suffix(71))" }
        try bench.server.add("4-scos-stable", nodes: ["4.16.0-okd-scos.0", "4.16.0-okd-scos.1"], payload: okd)
        try bench.server.add("stable-4.16", nodes: ["4.16.1"])
        let selection = try await bench.select(channels("stable-4.16", "4-scos-stable - - okd full"))
        let releases = selection.releases.map { "\($0.product.rawValue) \($0.version)" }
        #expect(releases == ["ocp 4.16.1", "okd 4.16.0-okd-scos.0", "okd 4.16.0-okd-scos.1"])
    }
}
