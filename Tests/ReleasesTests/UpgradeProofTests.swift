// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Releases
import TestSupport
import Testing

/// The way of a cluster through what was selected.
struct UpgradeProofTests {
    private let bench: GraphBench

    init() throws {
        bench = try GraphBench()
        let server = bench.server
        try server.add("stable-4.14", nodes: ["4.14.1", "4.14.9"], edges: [[0, 1]])
        try server.add("stable-4.15", nodes: ["4.14.9", "4.15.2", "4.15.5"], edges: [[0, 1], [1, 2], [0, 2]])
        try server.add("stable-4.16", nodes: ["4.15.5", "4.16.0", "4.16.3"], edges: [[0, 1], [1, 2]])
    }

    /// The hops as `version channel`, with a mark where a release is not selected.
    private func hops(_ path: UpgradePath?) -> [String] {
        (path?.hops ?? []).map { "\($0.version) \($0.channel)\($0.isSelected ? "" : " missing")" }
    }

    @Test func `the way inside the selection is proved for each architecture`() async throws {
        try bench.server.add("stable-4.16", architecture: "s390x", nodes: ["4.16.0", "4.16.3"], edges: [[0, 1]])
        let platform = channels("stable-4.16 4.16.0") + "\narchitectures: [amd64, s390x]"
        let selection = try await bench.select(platform)
        #expect(selection.upgradePaths.map(\.architecture) == ["amd64", "s390x"])
        for path in selection.upgradePaths {
            #expect((path.product, path.from, path.to) == ("ocp", "4.16.0", "4.16.3"))
            #expect(hops(path) == ["4.16.3 stable-4.16"])
            #expect(path.isComplete)
        }
        #expect(selection.findings == [])
    }

    @Test func `one release needs no way`() async throws {
        let selection = try await bench.select(channels("stable-4.16"))
        #expect(selection.upgradePaths == [])
        #expect(selection.findings == [])
    }

    @Test func `a missing hop is told with the release that closes the gap`() async throws {
        let selection = try await bench.select(
            channels("stable-4.14 4.14.9 4.14.9", "stable-4.16 4.16.3 4.16.3"),
            exact: true
        )
        #expect(selection.versions == ["4.14.9", "4.16.3"])
        #expect(
            hops(selection.upgradePaths.first) == [
                "4.15.5 stable-4.15 missing", "4.16.0 stable-4.16 missing", "4.16.3 stable-4.16",
            ]
        )
        let check = try #require(selection.findings.first)
        #expect((check.severity, check.code, check.place) == (.warning, "upgrade-path-incomplete", "isc.yaml:9:13"))
        #expect(check.text.contains("only through 4.15.5 (stable-4.15), 4.16.0 (stable-4.16)"))
        #expect(check.text.contains("add 4.15.5, 4.16.0 to the channels; --complete-paths adds what is missing"))
        #expect(selection.graphs.map(\.channel) == ["stable-4.14", "stable-4.15", "stable-4.16"])
    }

    @Test func `complete paths add what is missing and say why`() async throws {
        let selection = try await bench.select(
            channels("stable-4.14 4.14.9 4.14.9", "stable-4.16 4.16.3 4.16.3"),
            exact: true,
            complete: true
        )
        #expect(selection.versions == ["4.14.9", "4.15.5", "4.16.0", "4.16.3"])
        #expect(selection.upgradePaths.map(\.isComplete) == [true])
        #expect(selection.findings == [])
        #expect(
            selection.releases[1].requestedBy
                == ["mirror.platform.channels[1] (stable-4.16) > path 4.14.9 → 4.16.3"]
        )
        #expect(selection.releases[1].payload.description == GraphServer.payload("4.15.5"))
    }

    @Test func `a longer way through what is selected is better than a shorter one through what is not`() async throws {
        try bench.server.add(
            "fast-4.17",
            nodes: ["4.17.0", "4.17.1", "4.17.2", "4.17.3", "4.17.9"],
            edges: [[0, 1], [1, 2], [2, 3], [0, 4], [4, 3]]
        )
        let selection = try await bench.select(channels("fast-4.17 4.17.0 4.17.3"))
        #expect(hops(selection.upgradePaths.first).map { $0.prefix(6) } == ["4.17.1", "4.17.2", "4.17.3"])
        #expect(selection.findings == [])
    }

    @Test func `where the graphs at hand connect, no other channel is asked`() async throws {
        let selection = try await bench.select(channels("stable-4.15 4.14.9 4.15.5", "stable-4.16"), exact: true)
        #expect(bench.server.asked.sorted() == ["stable-4.15 amd64", "stable-4.16 amd64"])
        #expect(selection.codes == ["upgrade-path-incomplete"])
    }

    @Test func `where no way is known, that is told`() async throws {
        try bench.server.add("stable-4.17", nodes: ["4.17.0"])
        let selection = try await bench.select(channels("stable-4.16", "stable-4.17"), exact: true)
        #expect(selection.upgradePaths.map(\.hops) == [[]])
        #expect(selection.codes == ["upgrade-path-unknown"])
        #expect(selection.findings[0].text.contains("no update path is known from 4.16.3 to 4.17.0"))
    }

    @Test func `a way through conditional updates is taken where there is no other, and its risks are told`()
        async throws
    {
        try bench.server.add(
            "fast-4.17",
            nodes: ["4.17.0", "4.17.1", "4.17.2"],
            edges: [[0, 1]],
            conditional: [.init("4.17.0", "4.17.2", risk: "SlowBoot"), .init("4.17.1", "4.17.2", risk: "LostRoute")]
        )
        for flag in ["", " shortestPath"] {
            let selection = try await bench.select(channels("fast-4.17 4.17.0 4.17.2" + flag))
            #expect(hops(selection.upgradePaths.first) == ["4.17.2 fast-4.17"])
            #expect(selection.upgradePaths.first?.hops.first?.risks.map(\.name) == ["SlowBoot"])
            let check = try #require(selection.findings.first)
            #expect(selection.findings.count == 1)
            #expect((check.severity, check.code, check.place) == (.warning, "upgrade-risk", "isc.yaml:6:13"))
            #expect(
                check.text == "the update 4.17.0 → 4.17.2 (amd64) has the risk SlowBoot,"
                    + " see https://issues.redhat.com/browse/SlowBoot\nClusters with SlowBoot lose their way."
            )
        }
    }

    @Test func `an unconditional way is preferred, however long`() async throws {
        try bench.server.add(
            "fast-4.17",
            nodes: ["4.17.0", "4.17.1", "4.17.2"],
            edges: [[0, 1], [1, 2]],
            conditional: [.init("4.17.0", "4.17.2", risk: "SlowBoot")]
        )
        let selection = try await bench.select(channels("fast-4.17 4.17.0 4.17.2 shortestPath"))
        #expect(selection.versions == ["4.17.0", "4.17.1", "4.17.2"])
        #expect(selection.findings == [])
    }

    @Test func `a channel between that cannot be read is an error, not an unknown way`() async throws {
        bench.server.set("stable-4.15", body: Array("oops".utf8))
        let selector = ReleaseSelector(service: try bench.service(), path: "isc.yaml", exactChannels: true)
        let platform = try platformSection(channels("stable-4.14", "stable-4.16"))
        let error = await #expect(throws: FindingsError.self) { _ = try await selector.select(platform) }
        #expect(error?.errors.map(\.code) == ["update-service"])
        #expect(error?.description.contains("stable-4.15") == true)
    }

    @Test func `the same selection follows from the recorded answers without a network`() async throws {
        let platform = channels("stable-4.14", "stable-4.16")
        let selection = try await bench.select(platform)
        bench.server.stop()
        let again = try await bench.select(platform, service: bench.service(pinned: selection.graphs))
        #expect(again == selection)
    }

    @Test func `planning asks each channel and architecture once, whatever it needs them for`() async throws {
        let platform = channels("stable-4.14 - - full", "stable-4.15 - - full", "stable-4.16 - - full")
        _ = try await bench.select(platform)
        #expect(bench.server.asked.count == Set(bench.server.asked).count)
        #expect(Set(bench.server.asked) == ["stable-4.14 amd64", "stable-4.15 amd64", "stable-4.16 amd64"])
    }
}
