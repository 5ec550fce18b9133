// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Plans
import Releases

/// What `mirror list releases` found.
enum ReleaseList {
    /// What a channel has for one architecture.
    struct Channel {
        let name: String
        let architecture: ReleaseArchitecture
        /// Ascending.
        let nodes: [UpdateGraph.Node]
    }

    case versions([MinorVersion])
    /// In any order, names may repeat.
    case channels([String])
    case releases([Channel])
}

/// Versions, channels or releases.
struct ReleaseListView {
    let list: ReleaseList
    /// Whether a person looks at it, who reads a table better.
    let isTable: Bool
    let style: TextStyle

    /// A line for each, or a table.
    var text: String {
        switch list {
        case .versions(let versions): column("version", versions.map(\.description))
        case .channels(let names): column("channel", Self.sorted(names))
        case .releases(let channels): isTable ? table(of: channels) : blocks(of: channels)
        }
    }

    private func column(_ title: String, _ items: [String]) -> String {
        guard isTable else { return items.map { "\(printable($0))\n" }.joined() }
        return text(ColumnTable(titles: [title], rows: items.map { [$0] }).lines(style: style))
    }

    private func text(_ lines: [String]) -> String { lines.map { "\($0)\n" }.joined() }

    /// A block for each architecture, as scripts know it from oc-mirror.
    private func blocks(of channels: [ReleaseList.Channel]) -> String {
        channels.map { channel in
            text(
                ["Channel: \(printable(channel.name))", "Architecture: \(channel.architecture.rawValue)"]
                    + channel.nodes.map(\.version.description)
            )
        }.joined(separator: "\n")
    }

    /// The versions of all architectures, with a column for each architecture.
    private func table(of channels: [ReleaseList.Channel]) -> String {
        let versions = channels.map { Set($0.nodes.map(\.version)) }
        let rows = Set(versions.joined()).sorted().map { version in
            [version.description] + versions.map { $0.contains(version) ? "yes" : "-" }
        }
        let title = style(.dim, "Releases of \(printable(channels.first?.name ?? ""))")
        let table = ColumnTable(titles: ["version"] + channels.map(\.architecture.rawValue), rows: rows)
        return text([title] + table.lines(style: style))
    }

    /// By kind, then by number: `stable-4.9` comes before `stable-4.10`; names without a number come last.
    private static func sorted(_ names: [String]) -> [String] {
        let numbered = Set(names.compactMap { ChannelName($0) }).sorted().map(\.description)
        return numbered + Set(names.filter { ChannelName($0) == nil }).sorted()
    }

    private struct ChannelLine: Encodable {
        struct Release: Encodable {
            var version: String
            var payload: String
        }

        var channel: String
        var architecture: String
        var releases: [Release]
    }

    /// The same for programs.
    func json() throws -> String {
        let data =
            switch list {
            case .versions(let versions): try CanonicalJSON.data(of: versions.map(\.description))
            case .channels(let names): try CanonicalJSON.data(of: Self.sorted(names))
            case .releases(let channels): try CanonicalJSON.data(of: channels.map(Self.line))
            }
        return String(decoding: data, as: UTF8.self)
    }

    private static func line(_ channel: ReleaseList.Channel) -> ChannelLine {
        ChannelLine(
            channel: channel.name,
            architecture: channel.architecture.rawValue,
            releases: channel.nodes.map {
                ChannelLine.Release(version: $0.version.description, payload: $0.payload.description)
            }
        )
    }
}
