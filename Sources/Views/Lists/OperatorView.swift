// SPDX-License-Identifier: Apache-2.0

package import Catalogs
import Diagnostics
import Plans
package import Reviews

/// An operator: its channels, and how its versions update in each of them.
package struct OperatorView: ResultView {
    private let package: CatalogPackage

    package init(package: CatalogPackage) {
        self.package = package
    }

    private struct Body: Encodable {
        struct Channel: Encodable {
            var name: String
            var heads: [String]
            var entries: [Entry]
        }

        struct Entry: Encodable {
            var name: String
            var version: String?
            var replaces: String?
            var skips: [String]
            var skipRange: String?

            enum CodingKeys: String, CodingKey {
                case name, version, replaces, skips
                case skipRange = "skip_range"
            }
        }

        var name: String
        var displayName: String
        var defaultChannel: String
        var channels: [Channel]

        enum CodingKeys: String, CodingKey {
            case name, channels
            case displayName = "display_name"
            case defaultChannel = "default_channel"
        }
    }

    private var channels: [CatalogChannel] { package.channels.sorted { $0.name < $1.name } }

    package func json() throws -> String {
        let versions = Dictionary(
            package.bundles.map { ($0.name, $0.version) },
            uniquingKeysWith: { first, _ in first }
        )
        let listed = ListedOperator(package)
        let body = Body(
            name: package.name,
            displayName: listed.displayName,
            defaultChannel: package.defaultChannel,
            channels: channels.map { channel in
                Body.Channel(
                    name: channel.name,
                    heads: ChannelGraph(channel).heads,
                    entries: channel.entries.map { entry in
                        Body.Entry(
                            name: entry.name,
                            version: versions[entry.name] ?? nil,
                            replaces: entry.replaces,
                            skips: entry.skips,
                            skipRange: entry.skipRange
                        )
                    }
                )
            }
        )
        return try CanonicalJSON.text(of: body)
    }

    package func text(_ style: TextStyle, _ isTerminal: Bool) -> String {
        let heads = TableView(
            headings: ["PACKAGE", "CHANNEL", "HEAD"],
            rows: channels.map { [package.name, $0.name, ChannelGraph($0).heads.joined(separator: ", ")] },
            style: style,
            isTerminal: isTerminal
        )
        let drawings = channels.map { channel in
            let mark = channel.name == package.defaultChannel ? " (default)" : ""
            return "\(style(.heading, printable(channel.name) + mark))\n"
                + ChannelGraphText(channel, of: package).lines.map { "  \(printable($0))\n" }.joined()
        }
        let tables = [ListedOperator.table([ListedOperator(package)], style, isTerminal).text, heads.text]
        return (tables + drawings).joined(separator: "\n")
    }
}
