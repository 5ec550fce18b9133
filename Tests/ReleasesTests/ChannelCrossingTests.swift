// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Releases
import TestSupport
import Testing

/// The way between several channels, rule by rule, also with the graphs of `addOracle()`.
struct ChannelCrossingTests {
    private let bench: GraphBench

    init() throws {
        bench = try GraphBench()
        try bench.addOracle()
    }

    /// What a channel asks for once, by version.
    private func select(_ specifications: String..., exact: Bool = false) async throws -> ReleaseSelection {
        try await bench.select(
            "channels:\n"
                + specifications.map { channels($0).split(separator: "\n").dropFirst().joined(separator: "\n") }
                .joined(separator: "\n"),
            exact: exact
        )
    }

    @Test(
        "the releases between channels are added",
        arguments: [
            (
                "stable-4.0 4.0.0-5 4.0.0-5", "stable-4.1 4.1.0-6 4.1.0-6",
                ["4.0.0-5", "4.0.0-6", "4.0.0-8", "4.1.0-6"], ["releases-between"]
            ),
            (
                "stable-4.0 4.0.0-5 4.0.0-5", "stable-4.2 4.2.0-3 4.2.0-3",
                ["4.0.0-5", "4.0.0-6", "4.0.0-8", "4.1.0-6", "4.2.0-3"], ["releases-between"]
            ),
            ("stable-4.3 4.3.0 4.3.0", "fast-4.3 4.3.1 4.3.1", ["4.3.0", "4.3.1"], []),
            // The way begins and ends at releases, whatever the bounds are.
            (
                "stable-4.0 4.0.0-7 4.0.0", "stable-4.1 4.1.0-5 4.1.0",
                ["4.0.0-7", "4.0.0-8", "4.1.0-6"],
                ["bound-without-release", "bound-without-release", "bound-without-release"]
            ),
            (
                "stable-4.1 4.1.0-6 4.1.0-6", "stable-4.2 4.2.0-2 4.2.0-2", ["4.1.0-6", "4.2.0-2"],
                ["upgrade-path-unknown", "upgrade-path-unknown"]
            ),
            (
                "stable-4.2 4.2.0-3 4.2.0-3", "stable-4.3 4.3.0 4.3.0", ["4.2.0-3", "4.2.0-5", "4.3.0"],
                ["upgrade-path-blocked", "releases-between", "upgrade-path-unknown"]
            ),
        ] as [(String, String, [String], [FindingCode])]
    )
    func oracle(source: String, target: String, versions: [String], codes: [FindingCode]) async throws {
        let selection = try await select(source, target)
        #expect(selection.versions == versions)
        #expect(selection.codes == codes)
        // The order in the file does not matter.
        let swapped = try await select(target, source)
        #expect(swapped.versions == versions)
    }

    @Test func `a start that its channel lacks is an error`() async throws {
        let errors = try await bench.errors(channels("stable-4.2 4.2.0-9 4.2.0-9", "stable-4.3 4.3.0 4.3.0"))
        #expect(errors.map(\.code) == ["unknown-version", "unknown-version"])
        #expect(errors.map { $0.place?.line } == [7, 8])
    }

    @Test func `each extra release names its hop`() async throws {
        let selection = try await select("stable-4.0 4.0.0-5 4.0.0-5", "stable-4.2 4.2.0-3 4.2.0-3")
        let hops = "mirror.platform.channels[1] (stable-4.2) > path"
        #expect(
            selection.releases.map(\.requestedBy) == [
                ["mirror.platform.channels[0] (stable-4.0)"],
                ["\(hops) 4.0.0-5 → 4.0.0-8"],
                ["\(hops) 4.0.0-5 → 4.0.0-8", "\(hops) 4.0.0-8 → 4.1.0-6"],
                ["\(hops) 4.0.0-8 → 4.1.0-6", "\(hops) 4.1.0-6 → 4.2.0-3"],
                ["mirror.platform.channels[1] (stable-4.2)"],
            ]
        )
    }

    @Test func `exact channels leave the extra releases out and ask for no other channel`() async throws {
        let selection = try await select(
            "stable-4.0 4.0.0-5 4.0.0-5",
            "stable-4.1 4.1.0-6 4.1.0-6",
            exact: true
        )
        #expect(selection.versions == ["4.0.0-5", "4.1.0-6"])
        #expect(bench.server.asked.sorted() == ["stable-4.0 amd64", "stable-4.1 amd64"])
    }

    @Test func `rule 1, only OCP channels count`() async throws {
        try bench.server.add("okd-4.0", nodes: ["4.0.0-1"])
        let selection = try await select("okd-4.0 - - okd", "stable-4.1 4.1.0-6 4.1.0-6")
        #expect(selection.versions == ["4.1.0-6", "4.0.0-1"])
        #expect(bench.server.asked.sorted() == ["okd-4.0 amd64", "stable-4.1 amd64"])
    }

    @Test func `rule 2, one channel that is both ends gives its own shortest path`() async throws {
        let selection = try await select("stable-4.1 4.0.0-5 4.1.0-6 shortestPath", "stable-4.0 4.0.0-6 4.0.0-6")
        #expect(selection.versions == ["4.0.0-5", "4.0.0-6", "4.0.0-8", "4.1.0-6"])
        #expect(selection.codes == [])
    }

    @Test("what lies between is told by name, with the option that leaves it out")
    func tellsWhy() async throws {
        let selection = try await select("stable-4.0 4.0.0-5 4.0.0-5", "stable-4.1 4.1.0-6 4.1.0-6")
        let note = try #require(selection.findings.first { $0.code == "releases-between" })
        #expect(
            note
                == Finding(
                    .note,
                    "releases-between",
                    "no channel asks for 4.0.0-6 and 4.0.0-8 (amd64): they lie on the way from one channel to another",
                    remedy: "--exact-channels leaves out what lies between channels.",
                    at: note.place
                )
        )
        let exact = try await select("stable-4.0 4.0.0-5 4.0.0-5", "stable-4.1 4.1.0-6 4.1.0-6", exact: true)
        #expect(!exact.codes.contains("releases-between"))
    }

    @Test func `rule 3, channels without a minor have no way between them`() async throws {
        try bench.server.add("nightly", nodes: ["5.0.0"])
        let errors = try await bench.errors(channels("stable-4.0", "nightly"))
        #expect(errors.map(\.code) == ["channel-without-minor"])
        #expect(errors.first?.place?.line == 7)
        #expect(try await select("stable-4.0", "nightly", exact: true).versions == ["4.0.0-8", "5.0.0"])
    }

    @Test func `rule 4, another kind of the same minor that lacks the first release gives the last one`() async throws {
        try bench.server.add("candidate-4.3", nodes: ["4.3.1", "4.3.9"], edges: [[0, 1]])
        let selection = try await select("stable-4.3 4.3.0 4.3.0", "candidate-4.3 4.3.9 4.3.9")
        #expect(selection.versions == ["4.3.0", "4.3.9"])
        #expect(selection.codes.first == "upgrade-path-blocked")
        #expect(selection.findings.first?.place == "isc.yaml:9:13")
    }

    @Test func `rule 4, another kind of the same minor without a path gives the two ends`() async throws {
        try bench.server.add("candidate-4.3", nodes: ["4.3.0", "4.3.5", "4.3.9"], edges: [[0, 1]])
        let selection = try await select("stable-4.3 4.3.0 4.3.0", "candidate-4.3 4.3.9 4.3.9")
        #expect(selection.versions == ["4.3.0", "4.3.9"])
        #expect(
            selection.findings.first
                == Finding(
                    .warning,
                    "upgrade-path-unknown",
                    "no update leads from 4.3.0 to 4.3.9 in `candidate-4.3` (amd64); only the two are taken",
                    at: "isc.yaml:9:13"
                )
        )
        #expect(!selection.codes.contains("upgrade-path-blocked"))
    }

    @Test func `rule 5, the way leads through the head of the source whatever its maxVersion`() async throws {
        let selection = try await select("stable-4.0 4.0.0-4 4.0.0-5", "stable-4.1 4.1.0-6 4.1.0-6")
        #expect(selection.versions == ["4.0.0-4", "4.0.0-5", "4.0.0-6", "4.0.0-8", "4.1.0-6"])
    }

    @Test func `rule 5, blocked between, what the target lacks is an error`() async throws {
        try bench.server.add("stable-4.4", nodes: ["4.4.0"])
        let errors = try await bench.errors(channels("stable-4.2 4.2.0-3 4.2.0-3", "stable-4.4 4.4.0 4.4.0"))
        #expect(errors.map(\.code) == ["upgrade-path-blocked"])
        #expect(errors.first?.summary.contains("leads to 4.3.1, which that channel lacks") == true)
        #expect(errors.first?.remedy?.contains("--exact-channels") == true)
    }

    @Test func `rule 5, blocked between, what the target has is taken`() async throws {
        try bench.server.add("stable-4.4", nodes: ["4.3.1", "4.4.0"], edges: [[0, 1]])
        let selection = try await select("stable-4.2 4.2.0-3 4.2.0-3", "stable-4.4 4.4.0 4.4.0")
        #expect(selection.versions == ["4.2.0-3", "4.2.0-5", "4.3.1", "4.4.0"])
        #expect(selection.codes.first == "upgrade-path-blocked")
    }

    @Test func `rule 6, a release that several ask for is there once`() async throws {
        let selection = try await select("stable-4.0 - - full", "stable-4.1 - - full")
        #expect(selection.versions.count == Set(selection.versions).count)
        #expect(selection.versions.count == 7)
    }

    @Test func `rule 6, a payload that two channels have is there once, for both reasons`() async throws {
        let selection = try await select("stable-4.3 4.3.0 4.3.1", "fast-4.3 4.3.1 4.3.2")
        #expect(selection.releases.map(\.payload.description) == ["4.3.0", "4.3.1", "4.3.2"].map(GraphServer.payload))
        let wishes = ["mirror.platform.channels[0] (stable-4.3)", "mirror.platform.channels[1] (fast-4.3)"]
        #expect(selection.releases.map(\.requestedBy) == [[wishes[0]], wishes, [wishes[1]]])
    }

    @Test func `from EUS to EUS the way leads through the minor that has no such channel`() async throws {
        try bench.server.add("eus-4.14", nodes: ["4.14.1", "4.14.9"], edges: [[0, 1]])
        try bench.server.add("eus-4.16", nodes: ["4.14.9", "4.15.5", "4.16.3"], edges: [[0, 1], [1, 2]])
        let selection = try await select("eus-4.14", "eus-4.16")
        #expect(selection.versions == ["4.14.9", "4.15.5", "4.16.3"])
        #expect(selection.upgradePaths.map(\.isComplete) == [true])
        #expect(selection.codes == ["releases-between"])
    }

    @Test func `the way goes on behind the last minor of a major version`() async throws {
        try bench.server.add("stable-4.22", nodes: ["4.22.5"])
        try bench.server.add("stable-4.23", nodes: ["4.22.5", "4.23.2"], edges: [[0, 1]])
        try bench.server.add("stable-5.0", nodes: ["4.23.2", "5.0.1"], edges: [[0, 1]])
        try bench.server.add("stable-5.1", nodes: ["5.0.1", "5.1.1"], edges: [[0, 1]])
        let selection = try await select("stable-4.22", "stable-5.1")
        #expect(selection.versions == ["4.22.5", "4.23.2", "5.0.1", "5.1.1"])
        #expect(selection.codes == ["releases-between"])
        #expect(bench.server.asked.filter { $0.hasPrefix("stable-4.24") }.count == 1)
    }

    @Test func `a target of a lower minor is asked for the way itself`() async throws {
        try bench.server.add("stable-4.15", nodes: ["4.15.1", "4.15.2", "4.15.9"], edges: [[0, 1], [1, 2]])
        try bench.server.add("stable-4.16", nodes: ["4.15.1", "4.15.2"], edges: [[0, 1]])
        let selection = try await select("stable-4.16 4.15.1 4.15.1", "stable-4.15 4.15.9 4.15.9")
        #expect(selection.versions == ["4.15.1", "4.15.2", "4.15.9"])
    }
}
