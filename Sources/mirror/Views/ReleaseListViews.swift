// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Plans
import Releases
import Reviews

/// A list that can be shown as a table and as JSON.
protocol ListView {
    func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView
    func json() throws -> String
}

/// A release as one line of a list.
struct ListedRelease {
    let channel: String
    let architecture: ReleaseArchitecture
    let node: UpdateGraph.Node
}

/// The releases of a channel, from the lowest to the highest.
struct ReleaseListView: ListView {
    let releases: [ListedRelease]

    private struct Line: Encodable {
        var channel: String
        var architecture: String
        var version: String
        var payload: String
        var channels: [String]
    }

    func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(
            headings: ["VERSION", "ARCHITECTURE", "PAYLOAD"],
            rows: releases.map { ["\($0.node.version)", $0.architecture.rawValue, "\($0.node.payload)"] },
            style: style,
            isTerminal: isTerminal
        )
    }

    func json() throws -> String {
        let lines = releases.map { release in
            Line(
                channel: release.channel,
                architecture: release.architecture.rawValue,
                version: "\(release.node.version)",
                payload: "\(release.node.payload)",
                channels: release.node.channels
            )
        }
        return try CanonicalJSON.text(of: lines)
    }
}

/// The channels that releases are in.
struct ChannelListView: ListView {
    let releases: [ListedRelease]

    /// By kind, then by number, so that `stable-4.9` precedes `stable-4.10`; names without a number come last.
    private var channels: [String] {
        let names = Set(releases.flatMap { $0.node.channels + [$0.channel] })
        let numbered = names.compactMap { ChannelName($0) }.sorted().map(\.description)
        return numbered + names.filter { ChannelName($0) == nil }.sorted()
    }

    func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(headings: ["CHANNEL"], rows: channels.map { [$0] }, style: style, isTerminal: isTerminal)
    }

    func json() throws -> String { try CanonicalJSON.text(of: channels) }
}

/// The minor versions that payloads' tags name, in the order of their numbers.
struct MinorVersionListView: ListView {
    let tags: [String]

    private var versions: [String] { MinorVersion.named(in: tags).map(\.description) }

    func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(headings: ["VERSION"], rows: versions.map { [$0] }, style: style, isTerminal: isTerminal)
    }

    func json() throws -> String { try CanonicalJSON.text(of: versions) }
}
