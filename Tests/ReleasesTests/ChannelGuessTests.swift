// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import Releases

@Suite("A channel that does not exist", .waitsForPrograms)
struct ChannelGuessTests {
    private let bench: GraphBench

    init() throws { bench = try GraphBench() }

    /// Asks for a channel that is not there, and returns the error.
    private func error(_ channel: String, _ product: ReleaseChannelType = .ocp) async throws -> Finding {
        let scope = ReleaseScope(product: product, architecture: .amd64)
        let error = await #expect(throws: FindingsError.self) {
            _ = try await bench.service().existing(channel, scope)
        }
        return try #require(error?.findings.first)
    }

    @Test(
        "is looked for among the kinds of channels, the minors around, and the minor with its digits exchanged",
        arguments: [
            ("stable-4.16", "fast-4.16 candidate-4.16 eus-4.16 stable-4.15 stable-4.17 stable-4.61"),
            ("stabel-4.16", "stable-4.16 fast-4.16 candidate-4.16 eus-4.16 stable-4.15 stable-4.17 stable-4.61"),
            ("fast416", "stable-4.16 fast-4.16 candidate-4.16 eus-4.16 fast-4.15 fast-4.17 fast-4.61"),
            ("candidat-4.22", "stable-4.22 fast-4.22 candidate-4.22 eus-4.22 candidate-4.21 candidate-4.23"),
            ("4.16", "stable-4.16 fast-4.16 candidate-4.16 eus-4.16 stable-4.15 stable-4.17 stable-4.61"),
            // There is no minor below 0.
            ("stable-4.0", "fast-4.0 candidate-4.0 eus-4.0 stable-4.1"),
            ("latest", ""), ("stable-4.", ""), ("stable-4.99999999999", ""),
        ]
    )
    func guesses(channel: String, asked: String) async throws {
        #expect(try await error(channel).code == .unknownChannel)
        let own = bench.server.asked.filter { $0.hasSuffix(" amd64") }.map { String($0.dropLast(6)) }
        #expect(own.first == channel)
        #expect(own.dropFirst().joined(separator: " ") == asked)
    }

    @Test(
        "of OKD is looked for among those that OKD has",
        arguments: [("4-stabel", "4-stable 4-scos-stable 4-scos-next"), ("4-scos-next", "4-stable 4-scos-stable")]
    )
    func community(channel: String, asked: String) async throws {
        _ = try await error(channel, .okd)
        let own = bench.server.asked.filter { $0.hasSuffix(" amd64") }.map { String($0.dropLast(6)) }
        #expect(own.dropFirst().joined(separator: " ") == asked)
    }

    @Test func `is looked for once for each other processor, whose releases are told first`() async throws {
        try bench.server.add("stable-4.16", architecture: "s390x", nodes: ["4.16.1"])
        try bench.server.add("fast-4.16", nodes: ["4.16.1"])
        let error = try await error("stable-4.16")
        #expect(error.code == .noReleasesForArchitecture)
        #expect(error.summary == "the channel `stable-4.16` has no releases for amd64")
        #expect(error.remedy == "it has releases for s390x; leave amd64 out, or name another channel")
        #expect(Set(bench.server.asked).count == bench.server.asked.count)
        #expect(bench.server.asked.count == ReleaseArchitecture.allCases.count)
    }

    @Test func `is told with the nearest that exists, and the others`() async throws {
        try bench.server.add("fast-4.16", nodes: ["4.16.1"])
        try bench.server.add("stable-4.16", nodes: ["4.16.1"])
        let error = try await error("stabel-4.16")
        #expect(error.summary == "there is no channel `stabel-4.16` (amd64)")
        #expect(error.remedy == "did you mean `stable-4.16`? there are also fast-4.16")
    }

    @Test func `of which no release can be mirrored exists all the same`() async throws {
        let body = #"{"nodes":[{"version":"4.16.1","payload":"quay.io/a/b:1"}],"edges":[]}"#
        bench.server.set("stable-4.16", body: Array(body.utf8))
        let scope = ReleaseScope(product: .ocp, architecture: .amd64)
        let answer = try await bench.service().existing("stable-4.16", scope)
        #expect(answer.graph.nodes.isEmpty)
        #expect(answer.graph.faults.count == 1)
    }
}

@Suite("The channels between two minors", .waitsForPrograms)
struct MinorsBetweenTests {
    private let bench: GraphBench

    init() throws { bench = try GraphBench() }

    private func asked(_ first: String, _ last: String, ends: Bool) async throws -> [String] {
        let answers = try await bench.service().answers(
            "stable",
            from: try #require(MinorVersion(first)),
            to: try #require(MinorVersion(last)),
            includesEnds: ends,
            ReleaseScope(product: .ocp, architecture: .amd64)
        )
        #expect(bench.server.asked == answers.map { "\($0.record.channel) amd64" })
        return answers.map(\.record.channel)
    }

    @Test(
        "are those of each minor in order, with the two or without them",
        arguments: [
            ("4.14", "4.16", true, ["stable-4.14", "stable-4.15", "stable-4.16"]),
            ("4.14", "4.16", false, ["stable-4.15"]),
            ("4.16", "4.16", true, ["stable-4.16"]), ("4.16", "4.16", false, []), ("4.15", "4.16", false, []),
            ("4.16", "4.14", true, []),
        ] as [(String, String, Bool, [String])]
    )
    func within(first: String, last: String, ends: Bool, channels: [String]) async throws {
        #expect(try await asked(first, last, ends: ends) == channels)
    }

    @Test func `go on with the next major where the service knows no more minors`() async throws {
        for minor in ["4.20", "4.21"] { try bench.server.add("stable-\(minor)", nodes: ["\(minor).0"]) }
        let channels = try await asked("4.20", "5.1", ends: true)
        #expect(channels == ["stable-4.20", "stable-4.21", "stable-4.22", "stable-5.0", "stable-5.1"])
    }

    @Test(
        "are not asked for without end where a version is mistyped",
        arguments: [("4.1", "12.1", 0), ("4.1", "4.4000", 64), ("4.1", "4.64", 64), ("4.1", "4.63", 63)]
    )
    func mistyped(first: String, last: String, count: Int) async throws {
        #expect(try await asked(first, last, ends: true).count == count)
    }
}
