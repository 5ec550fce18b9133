// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import Releases

@Suite("The bounds of what is wanted of a channel")
struct ReleaseBoundsRuleTests {
    private static let scope = ReleaseScope(product: .ocp, architecture: .amd64)
    private static let versions = ["4.15.9", "4.16.0-rc.1", "4.16.0", "4.16.2", "4.16.5"]

    /// The bounds as text, or the codes of what is wrong.
    private static func bounds(_ specification: String, _ graph: UpdateGraph) throws -> String {
        let read = try ReleaseValues.read(specification, graph)
        do throws(FindingsError) {
            let range = try ReleaseRange(read, scope)
            return "\(range.bounds.lowerBound)…\(range.bounds.upperBound)"
        } catch {
            return error.findings.map(\.code.rawValue).joined(separator: " ")
        }
    }

    @Test(
        "are the head, the whole history, or what the configuration says, completed by the channel",
        arguments: [
            ("stable-4.16", "4.16.5…4.16.5"), ("stable-4.16 - - full", "4.15.9…4.16.5"),
            ("stable-4.16 4.16.2", "4.16.2…4.16.5"), ("stable-4.16 - 4.16.0", "4.15.9…4.16.0"),
            ("stable-4.16 4.16.0 4.16.2", "4.16.0…4.16.2"), ("stable-4.16 4.16.0 4.16.0", "4.16.0…4.16.0"),
            // A pre-release comes before its release.
            ("stable-4.16 4.16.0-rc.1 4.16.0", "4.16.0-rc.1…4.16.0"),
            // What is not there means what is beside it.
            ("stable-4.16 4.16.1", "4.16.2…4.16.5"), ("stable-4.16 4.16.1 4.16.4", "4.16.2…4.16.2"),
            ("stable-4.16 - 4.16.9", "4.15.9…4.16.5"), ("stable-4.16 4.0.0 4.16.9", "4.15.9…4.16.5"),
            ("stable-4.16 4.16.2 - full", "4.16.2…4.16.5"),
            ("stable-4.16 4.16.0 4.16.5 shortestPath", "4.16.0…4.16.5"),
            ("stable-4.16 - - shortestPath", "4.16.5…4.16.5"),
        ]
    )
    func bounds(specification: String, bounds: String) throws {
        #expect(try Self.bounds(specification, ReleaseValues.graph(Self.versions)) == bounds)
    }

    @Test(
        "are an error where nothing lies between them, or where what must exist does not",
        arguments: [
            ("stable-4.16 4.16.3 4.16.4", "unknown-version"), ("stable-4.16 4.17.0", "unknown-version"),
            ("stable-4.16 - 4.15.8", "unknown-version"),
            ("stable-4.16 4.16.1 4.16.1", "unknown-version unknown-version"),
            ("stable-4.16 4.16.1 4.16.5 shortestPath", "unknown-version"),
            ("stable-4.16 4.16.1 4.16.4 shortestPath", "unknown-version unknown-version"),
        ]
    )
    func lacks(specification: String, codes: String) throws {
        #expect(try Self.bounds(specification, ReleaseValues.graph(Self.versions)) == codes)
    }

    @Test(
        "do not take in a release that nobody could mirror",
        arguments: [
            ("stable-4.16", "release-unusable"), ("stable-4.16 - - full", "release-unusable"),
            ("stable-4.16 4.16.6 4.16.6", "release-unusable"),
            ("stable-4.16 4.16.5 4.16.6 shortestPath", "release-unusable"),
            ("stable-4.16 - 4.16.5", "4.15.9…4.16.5"), ("stable-4.16 4.16.0 4.16.2", "4.16.0…4.16.2"),
        ]
    )
    func faults(specification: String, result: String) throws {
        #expect(try Self.bounds(specification, ReleaseValues.graph(Self.versions, faults: ["4.16.6"])) == result)
    }

    @Test func `on a path concern only the ends, for what lies between may be passed by`() throws {
        let graph = try ReleaseValues.graph(Self.versions, faults: ["4.16.1"])
        #expect(try Self.bounds("stable-4.16 4.16.0 4.16.2 shortestPath", graph) == "4.16.0…4.16.2")
        #expect(try Self.bounds("stable-4.16 4.16.0 4.16.2", graph) == "release-unusable")
        #expect(try Self.bounds("stable-4.16 4.16.1 4.16.2 shortestPath", graph) == "release-unusable")
    }

    @Test func `of a channel without releases are an error`() throws {
        #expect(try Self.bounds("stable-4.16", ReleaseValues.graph([])) == "unknown-channel")
    }

    @Test func `that are no releases are noted with what is taken, at the place of each`() throws {
        let read = try ReleaseValues.read("stable-4.16 4.16.1 4.16.4", ReleaseValues.graph(Self.versions))
        let notes = try ReleaseRange(read, Self.scope).notes
        #expect(
            notes.map(\.message) == [
                "the channel `stable-4.16` has no 4.16.1 (amd64), so its releases from 4.16.2 on are used; "
                    + "the nearest that exist are 4.16.0 and 4.16.2",
                "the channel `stable-4.16` has no 4.16.4 (amd64), so its releases up to 4.16.2 are used; "
                    + "the nearest that exist are 4.16.2 and 4.16.5",
            ]
        )
        #expect(notes.map(\.location) == [read.channel.minVersion?.location, read.channel.maxVersion?.location])
    }

    @Test(arguments: 0..<40)
    func `are the first and the last release that lies between what was asked for`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let patches = Set((0..<6).map { _ in UInt64.random(in: 0...12, using: &generator) }).sorted()
        let graph = try ReleaseValues.graph(patches.map { "4.16.\($0)" })
        for minimum in UInt64(0)...12 {
            for maximum in minimum...12 {
                let found = patches.filter { (minimum...maximum).contains($0) }
                // A single release has to exist.
                let isThere = minimum != maximum || patches.contains(minimum)
                let bounds = try Self.bounds("stable-4.16 4.16.\(minimum) 4.16.\(maximum)", graph)
                guard isThere, let first = found.first, let last = found.last else {
                    #expect(bounds.hasPrefix("unknown-version"))
                    continue
                }
                #expect(bounds == "4.16.\(first)…4.16.\(last)")
            }
        }
    }
}

@Suite("What is selected apart from everything else")
struct ReleaseScopesTests {
    @Test(
        "is each product for each architecture, in order",
        arguments: [
            ("channels: [{name: a}]", ["amd64"]), ("channels: []", []), ("graph: true", []),
            ("architectures: [s390x, arm64]\nchannels: [{name: a}]", ["arm64", "s390x"]),
            ("architectures: [arm64, arm64]\nchannels: [{name: a}, {name: b}]", ["arm64"]),
            ("channels: [{name: a, type: okd}]", ["okd amd64"]),
            ("channels: [{name: b, type: okd}, {name: a}]", ["amd64", "okd amd64"]),
            ("platforms: [{os: linux, architecture: arm64}]\nchannels: [{name: a}]", ["multi"]),
            (
                "architectures: [multi, amd64]\nchannels: [{name: a}, {name: b, type: okd}]",
                ["amd64", "multi", "okd amd64", "okd multi"]
            ),
        ] as [(String, [String])]
    )
    func scopes(text: String, scopes: [String]) throws {
        #expect(ReleaseSelector.scopes(of: try platformSection(text)).map(\.description) == scopes)
    }

    @Test func `what asks for releases is the section, the place of the channel and its name`() throws {
        let read = try ReleaseValues.read("fast-4.16", ReleaseValues.graph(["4.16.1"]), index: 3)
        #expect(read.wish == "mirror.platform.channels[3] (fast-4.16)")
    }
}
