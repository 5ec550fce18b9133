// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@testable import MirrorConfiguration
@testable import Releases

/// The releases that the rules of oc-mirror v1 choose, with graphs of the shape of those that it was recorded on.
struct VersionOneReleaseTests {
    private let bench: GraphBench

    init() throws {
        bench = try GraphBench()
        try bench.addOracle()
        // Channels hold releases of the minor version before, from which clusters come.
        try bench.server.add(
            "stable-4.7",
            nodes: ["4.7.0", "4.7.13", "4.7.37", "4.7.60"],
            edges: [[0, 1], [0, 2], [1, 3], [2, 3]]
        )
        try bench.server.add(
            "stable-4.8",
            nodes: ["4.7.0", "4.7.13", "4.7.37", "4.7.60", "4.8.20", "4.8.41", "4.8.49", "4.8.54"],
            edges: [[0, 2], [1, 3], [2, 4], [3, 5], [4, 6], [4, 5], [5, 7], [6, 7]]
        )
        try bench.server.add("okd-4.15", nodes: ["4.15.0-0.okd-1", "4.15.0-0.okd-2"], edges: [[0, 1]])
    }

    private func select(
        _ specifications: [String],
        earlier: [String: EarlierReleases.Channel] = [:],
        rules: ConfigurationRules = .versionOne(.alpha2),
        filter: String = ""
    ) async throws -> ReleaseSelection {
        let section = try platformSection(channels(specifications))
        return try await select(section, earlier: earlier, rules: rules, filter: filter)
    }

    private func select(
        _ section: PlatformSection,
        earlier: [String: EarlierReleases.Channel] = [:],
        rules: ConfigurationRules = .versionOne(.alpha2),
        filter: String = ""
    ) async throws -> ReleaseSelection {
        let selector = ReleaseSelector(
            service: try bench.service(),
            path: "isc.yaml",
            by: .init(
                rules,
                earlier: EarlierReleases(earlier),
                filter: try VersionFilter(environment: ["VERSION_FILTER": filter], for: rules)
            )
        )
        return try await selector.select(section)
    }

    private func channels(_ specifications: [String]) -> String {
        "channels:\n"
            + specifications.map { specification in
                ReleasesTests.channels(specification).split(separator: "\n").dropFirst().joined(separator: "\n")
            }.joined(separator: "\n")
    }

    @Test(
        "A channel and its releases",
        arguments: [
            (["stable-4.8"], ["4.8.54"]),
            (["stable-4.8 4.8.41"], ["4.8.41", "4.8.49", "4.8.54"]),
            (["stable-4.8 4.8.41 4.8.49"], ["4.8.41", "4.8.49"]),
            (["stable-4.8 4.8.49 4.8.49"], ["4.8.49"]),
            (["stable-4.8 - 4.8.20"], ["4.7.0", "4.7.13", "4.7.37", "4.7.60", "4.8.20"]),
            (["stable-4.7 - - full"], ["4.7.0", "4.7.13", "4.7.37", "4.7.60"]),
            (["stable-4.8 4.7.13 4.8.54 shortestPath"], ["4.7.13", "4.7.60", "4.8.41", "4.8.54"]),
            (["okd-4.15 4.15.0-0.okd-1 4.15.0-0.okd-2 okd"], ["4.15.0-0.okd-1", "4.15.0-0.okd-2"]),
            // The lowest release of all is in the channel of the higher minor version, so that the way lies in it.
            (
                ["stable-4.7 4.7.13 - shortestPath", "stable-4.8 - 4.8.20 shortestPath"],
                ["4.7.0", "4.7.13", "4.7.37", "4.7.60", "4.8.20"]
            ),
            // From channel to channel, through the head of each.
            (
                ["stable-4.0 4.0.0-5 4.0.0-5", "stable-4.2 4.2.0-3 4.2.0-3"],
                ["4.0.0-5", "4.0.0-6", "4.0.0-8", "4.1.0-6", "4.2.0-3"]
            ),
            (["stable-4.3 4.3.0 4.3.0", "fast-4.3 4.3.1 4.3.1"], ["4.3.0", "4.3.1"]),
            (["stable-4.2 4.2.0-3 4.2.0-3", "stable-4.3 4.3.0 4.3.0"], ["4.2.0-3", "4.2.0-5", "4.3.0"]),
        ] as [([String], [String])]
    )
    func table(specifications: [String], versions: [String]) async throws {
        #expect(try await select(specifications).versions == versions)
    }

    @Test(
        "VERSION_FILTER says where the ends of a channel are, and only there",
        arguments: [
            ("stable-4.8", "^4\\.8\\.4[0-9]$", ["4.8.49"]),
            ("stable-4.8 - - full", "^4\\.8\\.4[0-9]$", ["4.8.41", "4.8.49"]),
            ("stable-4.8 4.8.41", "^4\\.8\\.4[0-9]$", ["4.8.41", "4.8.49"]),
            ("stable-4.8 - 4.8.41", "^4\\.[78]\\.[2-6]", ["4.7.37", "4.7.60", "4.8.20", "4.8.41"]),
            ("stable-4.8", "", ["4.8.54"]),
        ] as [(String, String, [String])]
    )
    func filtered(specification: String, filter: String, versions: [String]) async throws {
        #expect(try await select([specification], filter: filter).versions == versions)
        let unfiltered = try await select([specification], rules: .versionTwo).versions
        #expect(try await select([specification], rules: .versionTwo, filter: filter).versions == unfiltered)
    }

    @Test func `VERSION_FILTER is an error if it is no expression, or allows nothing`() async throws {
        let nothing = await #expect(throws: FindingsError.self) {
            try await select(["stable-4.8"], filter: "^5")
        }
        #expect(nothing?.description.contains("`stable-4.8` has no release that VERSION_FILTER allows: `^5`") == true)
        let wrong = await #expect(throws: FindingsError.self) { try await select(["stable-4.8"], filter: "a(b") }
        #expect(wrong?.findings.map(\.code) == [.invalidPattern])
    }

    @Test(
        "What oc-mirror v1 refuses, or passes over without a word, is refused",
        arguments: [
            ["stable-4.8 4.8.500 4.8.501"],
            ["stable-4.7 4.8.20 4.8.20"],
            ["stable-4.9"],
            ["stable-4.7 4.7.58", "stable-4.8"],
            ["stable-4.7 4.7.13", "stable-4.8 - 4.8.50"],
        ]
    )
    func refused(specifications: [String]) async throws {
        await #expect(throws: FindingsError.self) { _ = try await select(specifications) }
    }

    @Test func `A bound of a single channel that is no release means the nearest inside, with a note`() async throws {
        let selection = try await select(["stable-4.8 4.8.30"])
        #expect(selection.versions == ["4.8.41", "4.8.49", "4.8.54"])
        #expect(selection.codes.contains(.boundWithoutRelease))
    }

    @Test func `Heads accumulate from the release at which the channel began`() async throws {
        let first = try await select(["stable-4.7"])
        #expect(first.versions == ["4.7.60"])
        let section = try platformSection(channels(["stable-4.8"]))
        let began = EarlierReleases.Channel(beginning: try SemanticVersion("4.8.41"))
        let second = try await select(section, earlier: ["stable-4.8": began])
        #expect(second.versions == ["4.8.41", "4.8.49", "4.8.54"])
        let record = EarlierReleases(section, second.releases)
        let expected = EarlierReleases.Channel(
            beginning: try SemanticVersion("4.8.41"),
            lowest: try SemanticVersion("4.8.41"),
            highest: try SemanticVersion("4.8.54")
        )
        #expect(record == EarlierReleases(["stable-4.8": expected]))
        let third = try await select(section, earlier: record.channels)
        #expect(third.versions == second.versions)
    }

    @Test func `A channel that fell behind its beginning is taken by its head`() async throws {
        let began = EarlierReleases.Channel(beginning: try SemanticVersion("4.9.0"))
        #expect(try await select(["stable-4.8"], earlier: ["stable-4.8": began]).versions == ["4.8.54"])
    }

    @Test func `The way from the highest release before to the lowest now is kept`() async throws {
        let before = EarlierReleases.Channel(
            beginning: try SemanticVersion("4.7.60"),
            lowest: try SemanticVersion("4.7.60"),
            highest: try SemanticVersion("4.8.20")
        )
        let selection = try await select(["stable-4.8 4.8.54 4.8.54"], earlier: ["stable-4.8": before])
        #expect(selection.versions == ["4.8.20", "4.8.49", "4.8.54"])
        let note = try #require(selection.findings.first { $0.code == .releasesBetween })
        #expect(
            note.summary == """
                `stable-4.8` does not ask for 4.8.20 and 4.8.49 (amd64) any more: they lead from what was mirrored before to \
                what is asked for now
                """
        )
        // One that the channel has no more cannot be kept.
        let gone = EarlierReleases.Channel(highest: try SemanticVersion("4.8.1"))
        #expect(try await select(["stable-4.8 4.8.54 4.8.54"], earlier: ["stable-4.8": gone]).versions == ["4.8.54"])
    }

    @Test func `The way down to what was mirrored before is kept when the range moves down`() async throws {
        let before = EarlierReleases.Channel(
            lowest: try SemanticVersion("4.8.54"),
            highest: try SemanticVersion("4.8.54")
        )
        let selection = try await select(["stable-4.8 4.8.20 4.8.20"], earlier: ["stable-4.8": before])
        #expect(selection.versions == ["4.8.20", "4.8.49", "4.8.54"])
    }
}
