// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Plans
import Releases
import Reviews
import Runs
import Testing
import Views

/// What a person sees on a terminal.
@Suite("A list on a terminal")
struct ListViewTests {
    private func release(_ version: String, channels: String) throws -> ListedRelease {
        let metadata = "{\"io.openshift.upgrades.graph.release.channels\":\"\(channels)\"}"
        let fields =
            "\"version\":\"\(version)\",\"payload\":\"quay.io/ocp@sha256:\(String(repeating: "a", count: 64))\",\"metadata\":\(metadata)"
        let graph = try UpdateGraph(json: Array("{\"nodes\":[{\(fields)}]}".utf8))
        return ListedRelease(channel: "stable-4.9", architecture: .amd64, node: try #require(graph.head))
    }

    @Test func `channels are a table, sorted by kind and number`() throws {
        let releases = [
            try release("4.9.1", channels: "stable-4.10,stable-4.9,eus-4.10"),
            try release("4.9.2", channels: "nightly,stable-4.9"),
        ]
        #expect(
            ChannelListView(releases: releases).table(.plain, true).text
                == "CHANNEL\neus-4.10\nstable-4.9\nstable-4.10\nnightly\n"
        )
    }

    @Test func `updates are a table with the risks told below`() throws {
        let risk = UpgradeRisk(name: "SlowBoot", url: "https://r.example/1", message: "It is\u{1b}[2J slow.")
        let versions = try ["4.14.9", "4.15.10", "4.16.3"].map { try SemanticVersion($0) }
        let steps = [
            UpdateMap.Step(from: versions[0], to: versions[1], channel: "stable-4.15", risks: []),
            UpdateMap.Step(from: versions[1], to: versions[2], channel: "stable-4.16", risks: [risk]),
        ]
        let view = UpdateListView(paths: [ListedPath(architecture: .amd64, steps: steps)])
        #expect(
            view.text(.plain, true) == """
                ARCHITECTURE  FROM     TO       CHANNEL      RISKS
                amd64         4.14.9   4.15.10  stable-4.15  none
                amd64         4.15.10  4.16.3   stable-4.16  SlowBoot https://r.example/1

                SlowBoot: It is\u{fffd}[2J slow.

                """
        )
    }
}
