// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import Releases

@Suite("Releases while they are gathered")
struct ReleaseDraftTests {
    private static func draft() -> ReleaseDraft {
        ReleaseDraft(scope: ReleaseScope(product: .ocp, architecture: .amd64), path: "isc.yaml")
    }

    private static func node(_ version: String, in graph: UpdateGraph) throws -> UpdateGraph.Node {
        try #require(graph[try SemanticVersion(version)])
    }

    private let graph: UpdateGraph
    private let first: ReadChannel
    private let second: ReadChannel

    init() throws {
        graph = try ReleaseValues.graph(
            ["4.16.1", "4.16.2", "4.16.3", "4.16.10"],
            updates: [("4.16.1", "4.16.2"), ("4.16.2", "4.16.3")]
        )
        first = try ReleaseValues.read("stable-4.16", graph)
        second = try ReleaseValues.read("fast-4.16", graph, index: 1)
    }

    @Test func `are in the order of their versions, each with everything that asks for it`() throws {
        var draft = Self.draft()
        draft.add(try Self.node("4.16.10", in: graph), from: second)
        draft.add(try Self.node("4.16.2", in: graph), from: second)
        draft.add(try Self.node("4.16.2", in: graph), from: first)
        draft.add(try Self.node("4.16.2", in: graph), from: second)
        #expect(draft.releases.map(\.version.description) == ["4.16.2", "4.16.10"])
        let names = ["mirror.platform.channels[0] (stable-4.16)", "mirror.platform.channels[1] (fast-4.16)"]
        #expect(draft.releases.map(\.requestedBy) == [names, [names[1]]])
    }

    @Test func `on a way are nobody's wish once a channel asks for them`() throws {
        var draft = Self.draft()
        let node = try Self.node("4.16.2", in: graph)
        draft.add(node, onWay: "4.16.1 → 4.16.3", for: first)
        draft.add(node, onWay: "4.16.1 → 4.16.10", for: first)
        let wish = "mirror.platform.channels[0] (stable-4.16)"
        #expect(
            draft.releases.map(\.requestedBy) == [
                ["\(wish) > path 4.16.1 → 4.16.10", "\(wish) > path 4.16.1 → 4.16.3"]
            ]
        )
        draft.add(node, from: second)
        #expect(draft.releases.map(\.requestedBy) == [["mirror.platform.channels[1] (fast-4.16)"]])
        // Where it was wanted first stays what leads there.
        #expect(draft.channel(of: node.version)?.name == "stable-4.16")
    }

    @Test(
        "on a way through a channel are its ends and what lies between, or the ends alone where no update leads on",
        arguments: [
            ("4.16.1", "4.16.3", ["4.16.1", "4.16.2", "4.16.3"], []),
            ("4.16.2", "4.16.2", ["4.16.2"], []),
            ("4.16.1", "4.16.10", ["4.16.1", "4.16.10"], ["upgrade-path-unknown"]),
            ("4.16.3", "4.16.1", ["4.16.1", "4.16.3"], ["upgrade-path-unknown"]),
        ] as [(String, String, [String], [FindingCode])]
    )
    func way(from start: String, to end: String, versions: [String], codes: [FindingCode]) throws {
        var draft = Self.draft()
        let answer = ReleaseValues.answer("stable-4.16", graph)
        draft.addWay(from: try SemanticVersion(start), to: try SemanticVersion(end), in: answer, for: first)
        #expect(draft.versions.map(\.description) == versions)
        #expect(draft.findings.map(\.code) == codes)
        #expect(draft.releases.allSatisfy { $0.requestedBy == [first.wish] })
    }

    @Test func `between channels are told once, with how to leave them out`() throws {
        var draft = Self.draft()
        draft.noteReleasesBetween()
        #expect(draft.findings.isEmpty)
        draft.add(try Self.node("4.16.1", in: graph), from: first)
        draft.noteReleasesBetween()
        #expect(draft.findings.isEmpty)
        draft.add(try Self.node("4.16.2", in: graph), onWay: "a → b", for: first)
        draft.add(try Self.node("4.16.3", in: graph), onWay: "a → b", for: first)
        draft.noteReleasesBetween()
        #expect(draft.findings.map(\.code) == ["releases-between"])
        let message = try #require(draft.findings.first?.text)
        #expect(message.hasPrefix("no channel asks for 4.16.2 and 4.16.3 (amd64): they lie on the way"))
        #expect(message.contains("--exact-channels"))
    }

    @Test func `depend on each answer once`() throws {
        var draft = Self.draft()
        for channel in ["stable-4.16", "fast-4.16", "stable-4.16"] { draft.add(ReleaseValues.answer(channel, graph)) }
        #expect(draft.answers.map(\.record.channel) == ["stable-4.16", "fast-4.16"])
    }

    @Test func `are an error where two channels mean different payloads by one version that is in`() throws {
        let version = try SemanticVersion("4.16.2")
        let payload = try ReleaseValues.image("quay.io/openshift-release-dev/ocp-release", "another")
        let other = UpdateGraph(nodes: [.init(version: version, payload: payload, metadata: [:])], updates: [])
        var draft = Self.draft()
        draft.add(ReleaseValues.answer("stable-4.16", graph))
        draft.add(ReleaseValues.answer("fast-4.16", other))
        // Of a release that nobody wants it does not matter.
        draft.add(try Self.node("4.16.3", in: graph), from: first)
        try draft.check()
        draft.add(try Self.node("4.16.2", in: graph), from: first)
        let error = #expect(throws: FindingsError.self) { try draft.check() }
        #expect(error?.findings.map(\.code) == [.releaseAmbiguous])
        let known = try Self.node("4.16.2", in: graph).payload
        #expect(
            error?.findings.first?.summary
                == "4.16.2 (amd64) is \(known) in `stable-4.16`, but \(payload) in `fast-4.16`"
        )
    }

    @Test func `reached by an update with a risk are told with the risk, its page and its text`() throws {
        var draft = Self.draft()
        let steps: [UpdateMap.Step] = [
            .init(
                from: try SemanticVersion("4.16.1"),
                to: try SemanticVersion("4.16.2"),
                channel: "stable-4.16",
                risks: [
                    .init(name: "Lost", url: "https://x.example/1", message: "It gets lost."),
                    .init(name: "B", url: "", message: ""),
                ]
            )
        ]
        draft.warnOfRisks(steps, at: first.channel.location)
        #expect(
            draft.findings.map(\.text) == [
                "the update 4.16.1 → 4.16.2 (amd64) has the risk Lost, see https://x.example/1\nIt gets lost.",
                "the update 4.16.1 → 4.16.2 (amd64) has the risk B",
            ]
        )
        #expect(Set(draft.findings.map(\.code)) == ["upgrade-risk"])
    }
}

@Suite("What several selections lack together")
struct SelectionLackJoiningTests {
    private static func error(_ lack: SelectionError.Lack?) -> SelectionError {
        let finding = Finding(.error, .updateService, "s")
        return lack.map { SelectionError($0, finding) } ?? SelectionError(FindingsError([finding]))
    }

    @Test(
        "is all that each lacks, or nothing where something else is wrong with one",
        arguments: [
            ([], []), ([.noAnswer], [.noAnswer]), ([.noAnswer, .noAnswer], [.noAnswer]),
            ([.noAnswer, .unknownChannel], [.noAnswer, .unknownChannel]), ([nil], nil), ([.noAnswer, nil], nil),
            ([nil, .noAnswer], nil), ([.unknownChannel, nil, .noAnswer], nil),
            ([.noReleasesForArchitecture, .noAnswer, .unknownChannel], Set(SelectionError.Lack.allCases)),
        ] as [([SelectionError.Lack?], Set<SelectionError.Lack>?)]
    )
    func joined(errors: [SelectionError.Lack?], lacks: Set<SelectionError.Lack>?) {
        let findings = FindingsError([Finding(.error, .updateService, "together")])
        let joined = SelectionError(joining: errors.map(Self.error), as: findings)
        #expect(joined.lacks == lacks)
        #expect(joined.problems == findings)
    }
}
