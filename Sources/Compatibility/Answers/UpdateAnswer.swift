// SPDX-License-Identifier: Apache-2.0

import Catalogs
import MirrorConfiguration
import Runs

/// The answer of `list updates`.
struct UpdateAnswer {
    let updates: FoundUpdates

    /// The text: the releases of each channel, and the bundles of each catalog.
    var text: String { (updates.channels.map(text) + updates.catalogs.map(text)).joined() }

    private func text(of channel: FoundUpdates.Channel) -> String {
        let name = "\(channel.name) (\(channel.architecture.rawValue))"
        guard !channel.versions.isEmpty else { return "No updates in release channel \(name)\n" }
        return """
            Updates in release channel: \(channel.name)
            Architecture: \(channel.architecture.rawValue)

            """ + channel.versions.map { "\($0)\n" }.joined()
    }

    private func text(of catalog: FoundUpdates.Catalog) -> String {
        guard !catalog.bundles.isEmpty else { return "No updates in catalog \(catalog.name)\n" }
        let rows = catalog.bundles.map { [$0.package, $0.channel, $0.name, $0.replaces ?? ""] }
        return "Updates in catalog: \(catalog.name)\n"
            + ColumnText.text([["Package", "Channel", "Bundle", "Replaces"]] + rows)
    }
}
