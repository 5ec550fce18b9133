// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Resolution
import TestSupport
import Testing

@testable import Releases

/// Where releases are deleted, bounds may take the place of a graph: if nothing but a graph is lacking.
@Suite("A selection of releases that fails")
struct SelectionLackTests {
    private let bench: GraphBench

    init() throws {
        bench = try GraphBench()
        try bench.addOracle()
    }

    /// What is asked for, and what the service lacks; `nil` where something else is wrong.
    static let failures: [(platform: String, lacks: Set<SelectionError.Lack>?)] = [
        (channels("stable-4.99"), [.unknownChannel]),
        (channels("stable-4.2") + "\narchitectures: [s390x]", [.noReleasesForArchitecture]),
        (
            channels("stable-4.2", "stable-4.99") + "\narchitectures: [amd64, s390x]",
            [.unknownChannel, .noReleasesForArchitecture]
        ),
        (channels("stable-4.0 4.0.0-3 4.0.0-9 shortestPath"), nil),
        (channels("stable-4.99", "stable-4.0 4.0.0-3 4.0.0-9 shortestPath"), nil),
        (channels("stable-4.2 4.2.0-9"), nil),
    ]

    @Test("says what the service lacks, and nothing where more is wrong", arguments: failures)
    func lacks(platform: String, lacks: Set<SelectionError.Lack>?) async throws {
        let error = await #expect(throws: SelectionError.self) {
            try await selector().selection(of: try platformSection(platform))
        }
        #expect(error?.lacks == lacks)
        #expect(error?.problems.findings.isEmpty == false)
        // Whoever cannot go by bounds is told the same.
        let told = await #expect(throws: FindingsError.self) {
            try await selector().select(try platformSection(platform))
        }
        #expect(told == error?.problems)
    }

    @Test("says that nobody answered")
    func silence() async throws {
        bench.server.stop()
        let error = await #expect(throws: SelectionError.self) {
            try await selector().selection(of: try platformSection(channels("stable-4.0", "stable-4.1")))
        }
        #expect(error?.lacks == [.noAnswer])
    }

    private func selector() throws -> ReleaseSelector {
        ReleaseSelector(service: try bench.service(), path: "isc.yaml")
    }

    /// A section, what the service lacks, and whether bounds may tell instead.
    static let bounds: [(platform: String, lacks: Set<SelectionError.Lack>?, tell: Bool)] = [
        (channels("stable-4.2 4.2.0 4.2.9"), [.noAnswer], true),
        (channels("stable-4.2 4.2.0 4.2.9"), [.unknownChannel], true),
        (channels("stable-4.2 4.2.0 4.2.9"), [.noAnswer, .noReleasesForArchitecture], true),
        (channels("stable-4.2 4.2.0 4.2.9"), nil, false),
        // What each channel means is asked again; a mistyped one without bounds has no second witness.
        (channels("stable-4.2 4.2.0"), [.noAnswer], true),
        (channels("stable-4.2 4.2.0"), [.unknownChannel], false),
        (channels("stable-4.2 4.2.0"), [.noAnswer, .unknownChannel], false),
        (channels("stable-4.2 4.2.0 4.2.9", "stable-4.3"), [.unknownChannel], false),
        (channels("stable-4.2 4.2.0 4.2.9 shortestPath"), [.noReleasesForArchitecture], false),
        (channels("stable-4.2 4.2.0 4.2.9 shortestPath"), [.noAnswer], true),
    ]

    @Test("is made up for by bounds where only a graph is lacking, or every channel has both", arguments: bounds)
    func boundsTell(platform: String, lacks: Set<SelectionError.Lack>?, tell: Bool) throws {
        #expect(try platformSection(platform).boundsTell(instead: lacks) == tell)
    }
}
