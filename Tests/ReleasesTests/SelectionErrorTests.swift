// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Releases
import TestSupport
import Testing

/// What cannot be selected is told at its place, with what exists.
struct SelectionErrorTests {
    private let bench: GraphBench

    init() throws {
        bench = try GraphBench()
        try bench.addOracle()
    }

    private func texts(_ platform: String) async throws -> [String] {
        try await bench.errors(platform).map(\.description)
    }

    @Test(
        "a version that has to exist, and does not, is an error that names its neighbours",
        arguments: [
            (
                "stable-4.0 4.0.0-1 4.0.0-3",
                "isc.yaml:7:19: error: the channel `stable-4.0` has no release from 4.0.0-1 to 4.0.0-3 (amd64)",
                "the nearest that exist are 4.0.0-0.okd-0 and 4.0.0-4"
            ),
            (
                "stable-4.2 - 4.0.0",
                "isc.yaml:7:19: error: the channel `stable-4.2` has no release up to 4.0.0 (amd64)",
                "the lowest that exists is 4.1.0-6"
            ),
            (
                "stable-4.2 4.0.0 - shortestPath",
                "isc.yaml:7:19: error: the channel `stable-4.2` has no 4.0.0 (amd64)",
                "the lowest that exists is 4.1.0-6"
            ),
            (
                "stable-4.0 4.0.0-4 4.0.0-9 shortestPath",
                "isc.yaml:8:19: error: the channel `stable-4.0` has no 4.0.0-9 (amd64)",
                "the highest that exists is 4.0.0-8"
            ),
            (
                "stable-4.0 - 4.0.0-3 shortestPath",
                "isc.yaml:7:19: error: the channel `stable-4.0` has no 4.0.0-3 (amd64)",
                "the nearest that exist are 4.0.0-0.okd-0 and 4.0.0-4"
            ),
            (
                "stable-4.2 4.2.0-9",
                "isc.yaml:7:19: error: the channel `stable-4.2` has no release from 4.2.0-9 on (amd64)",
                "the highest that exists is 4.2.0-5"
            ),
        ]
    )
    func unknownVersion(channel: String, summary: String, remedy: String) async throws {
        #expect(try await texts(channels(channel)) == ["\(summary)\n    \(remedy)"])
    }

    @Test func `a single release has to exist`() async throws {
        let errors = try await bench.errors(channels("stable-4.0 4.0.0-3 4.0.0-3"))
        #expect(errors.map(\.summary) == Array(repeating: "the channel `stable-4.0` has no 4.0.0-3 (amd64)", count: 2))
        #expect(errors.map { $0.place?.line } == [7, 8])
    }

    @Test(
        "a release that the service names by a tag is an error for whoever asks for it, and for nobody else",
        arguments: [
            ("4.9.1 4.9.2", false), ("4.9.1 4.9.1", false), ("4.9.1 4.9.2 shortestPath", false), ("4.9.2 4.9.3", true),
            ("4.9.3 4.9.3", true), ("", true), ("4.9.1", true), ("- - full", true), ("4.9.1 4.9.3 shortestPath", true),
        ]
    )
    func tagged(bounds: String, isAskedFor: Bool) async throws {
        try bench.server.add("stable-4.9", nodes: ["4.9.1", "4.9.2", "4.9.3"], edges: [[0, 1], [1, 2]]) { version in
            version == "4.9.3" ? "quay.io/openshift-release-dev/ocp-release:4.9.3-x86_64" : GraphServer.payload(version)
        }
        let platform = channels("stable-4.9 \(bounds)")
        guard isAskedFor else {
            let selection = try await bench.select(platform, exact: true)
            #expect(selection.releases.allSatisfy { $0.version.description != "4.9.3" } && !selection.releases.isEmpty)
            return
        }
        let errors = try await bench.errors(platform)
        #expect(errors.map(\.code) == ["release-unusable"])
        #expect(errors.first?.summary.contains("4.9.3 (amd64) in `stable-4.9`, but its payload is `quay.io") == true)
        #expect(errors.first?.remedy?.contains("4.9.2") == true)
        #expect(errors.first?.place != nil)
    }

    @Test func `channels that mean different payloads by one release are an error that names both`() async throws {
        let other = "quay.io/openshift-release-dev/ocp-release@\(Digest(of: "other".utf8))"
        try bench.server.add("fast-4.3", nodes: ["4.3.0", "4.3.1"], edges: [[0, 1]]) { version in
            version == "4.3.0" ? other : GraphServer.payload(version)
        }
        #expect(
            try await texts(channels("stable-4.3 4.3.0", "fast-4.3 4.3.1")) == [
                """
                isc.yaml:6:13: error: 4.3.0 (amd64) is \(GraphServer.payload("4.3.0")) in `stable-4.3`, \
                but \(other) in `fast-4.3`
                    report this to the operator of the update service; until then, name only one of the two channels
                """
            ]
        )
        #expect(try await bench.select(channels("fast-4.3 4.3.0")).releases.first?.payload.description == other)
    }

    @Test func `every cause is told, in the order of the file`() async throws {
        let summaries = try await bench.errors(
            channels("stable-4.0 4.0.0-3 4.0.0-9 shortestPath", "empty-4.0", "stable-4.2 4.2.0-9")
        ).map { "\($0.place?.line ?? 0) \($0.code)" }
        #expect(summaries == ["7 unknown-version", "8 unknown-version", "10 unknown-channel", "12 unknown-version"])
    }

    @Test(
        "a channel that does not exist is an error that names those that do",
        arguments: [
            ("stabel-4.3", "did you mean `stable-4.3`? there are also fast-4.3, stable-4.2"),
            ("eus-4.3", "there are stable-4.3, fast-4.3"),
            ("fast-4.4", "did you mean `fast-4.3`?"),
            ("stable4.3", "did you mean `stable-4.3`? there are also fast-4.3, stable-4.2"),
            ("4.3", "there are stable-4.3, fast-4.3, stable-4.2"),
            ("stable-4.99", "`mirror list releases` shows the versions"),
            ("whatever", "`mirror list releases` shows the versions"),
            ("stable-4.18446744073709551615", "`mirror list releases` shows the versions"),
        ]
    )
    func unknownChannel(name: String, remedy: String) async throws {
        let errors = try await bench.errors("channels:\n- name: \"\(name)\"")
        #expect(errors.map(\.code) == ["unknown-channel"])
        #expect(errors.first?.summary == "there is no channel `\(name)` (amd64)")
        #expect(errors.first?.remedy?.contains(remedy) == true, "\(errors)")
        #expect(errors.first?.place?.description == "isc.yaml:6:13")
    }

    @Test func `a minor whose digits are the same both ways is named once`() async throws {
        try bench.server.add("stable-4.22", nodes: ["4.22.0"])
        try bench.server.add("fast-4.22", nodes: ["4.22.0"])
        let errors = try await bench.errors(channels("stabel-4.22"))
        #expect(errors.first?.remedy == "did you mean `stable-4.22`? there are also fast-4.22")
    }

    @Test func `an OKD channel that does not exist is an error that names those that do`() async throws {
        try bench.server.add("4-scos-stable", nodes: ["4.16.0-okd-scos.0"])
        let errors = try await bench.errors(channels("4-scos-stabel - - okd"))
        #expect(errors.first?.summary == "there is no channel `4-scos-stabel` (okd amd64)")
        #expect(errors.first?.remedy == "did you mean `4-scos-stable`?")
    }

    @Test func `an architecture without releases is an error that names those with some`() async throws {
        try bench.server.add("stable-4.2", architecture: "multi", nodes: ["4.2.0-2"])
        let errors = try await bench.errors(channels("stable-4.2") + "\narchitectures: [amd64, s390x]")
        #expect(errors.map(\.code) == ["no-releases-for-architecture"])
        #expect(errors.first?.summary == "the channel `stable-4.2` has no releases for s390x")
        #expect(
            errors.first?.remedy == "it has releases for amd64, multi; leave s390x out, or name another channel"
        )
    }

    @Test func `a version that one architecture lacks is an error that names the architecture`() async throws {
        try bench.server.add("stable-4.2", architecture: "arm64", nodes: ["4.2.0-2"])
        let errors = try await bench.errors(channels("stable-4.2 4.2.0-3") + "\narchitectures: [amd64, arm64]")
        #expect(errors.map(\.summary) == ["the channel `stable-4.2` has no release from 4.2.0-3 on (arm64)"])
        #expect(errors.first?.remedy == "the highest that exists is 4.2.0-2")
    }

    @Test func `bounds the wrong way round are an error before anybody is asked`() async throws {
        let errors = try await bench.errors(channels("stable-4.0 4.0.0-8 4.0.0-5"))
        #expect(errors.map(\.code) == ["empty-range"])
        #expect(bench.server.asked.isEmpty)
    }

    @Test func `a service that cannot be reached is told with its URL and what to do`() async throws {
        bench.server.stop()
        let errors = try await bench.errors(channels("stable-4.0", "stable-4.1"))
        #expect(errors.map(\.code) == ["update-service", "update-service"])
        let summary = try #require(errors.first?.summary)
        #expect(summary.hasPrefix("the channel `stable-4.0` (amd64) cannot be read: GET \(bench.server.url): "))
        #expect(errors.first?.remedy?.contains("check that a server listens") == true)
        #expect(errors.map { $0.place?.line } == [6, 7])
    }

    @Test(
        "an answer that is no update graph is told",
        arguments: [
            ("<html>", "the answer is not an update graph"),
            ("{\"nodes\":[{\"version\":\"4.2\",\"payload\":\"\"}]}", "`4.2`: expected three numbers"),
        ]
    )
    func hostileAnswer(body: String, cause: String) async throws {
        bench.server.set("stable-4.0", body: Array(body.utf8))
        let errors = try await bench.errors(channels("stable-4.0"))
        #expect(errors.first?.summary.contains("GET \(bench.server.url): ") == true)
        #expect(errors.first?.summary.contains(cause) == true, "\(errors)")
    }

    @Test(
        "of a channel that can be read and one that cannot, the cause of the other is told",
        arguments: [("stable-4.0", "stable-4.1", 7), ("stable-4.1", "stable-4.0", 6)]
    )
    func oneOfTwo(first: String, second: String, line: Int) async throws {
        bench.server.set("stable-4.1", body: Array("<html>".utf8))
        let errors = try await bench.errors(channels(first, second))
        #expect(errors.map(\.code) == ["update-service"])
        #expect(errors.first?.place?.line == line)
        let summary = try #require(errors.first?.summary)
        #expect(summary.hasPrefix("the channel `stable-4.1` (amd64) cannot be read: GET \(bench.server.url): "))
        #expect(summary.contains("the answer is not an update graph"))
    }
}
