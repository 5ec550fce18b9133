// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration
import Plans
import Resolution

extension EarlierHeads {
    /// Returns what oc-mirror v1 records of a catalog after a run; `nil` for one of which more than heads were taken.
    ///
    /// What the configuration states is recorded as it is. Other channels are recorded with the lowest version that was
    /// taken of them.
    package static func packages(of entry: OperatorCatalog, _ selections: [String: PackageSelection]) -> [Package]? {
        guard !entry.full else { return nil }
        return selections.values.compactMap { selection in
            selection.kept.map { kept in
                let request = entry.packages.first { $0.name == kept.name }
                let bounds = Bounds(request?.minVersion, request?.maxVersion, request?.minBundle)
                let versions = Dictionary(
                    selection.bundles.compactMap { bundle in bundle.semanticVersion.map { (bundle.name, $0) } }
                ) { first, _ in first }
                // Beside bounds of the package, only what is written for its channels is recorded.
                let channels =
                    bounds.isEmpty
                    ? kept.channels.map { channel in
                        let own = request?.channels.first { $0.name == channel.name }.map(Bounds.init) ?? Bounds()
                        let lowest = channel.entries.compactMap { versions[$0] }.min()
                        return Channel(
                            name: channel.name,
                            bounds: own.isEmpty ? Bounds(minVersion: lowest.map { "\($0)" } ?? "") : own
                        )
                    } : (request?.channels ?? []).map { Channel(name: $0.name, bounds: Bounds($0)) }
                return Package(name: kept.name, bounds: bounds, channels: channels)
            }
        }.sorted { $0.name < $1.name }
    }
}

extension EarlierHeads.Bounds {
    fileprivate init(
        _ minimum: Located<VersionBound>?,
        _ maximum: Located<VersionBound>?,
        _ bundle: Located<String>?
    ) {
        self.init(
            minVersion: minimum?.value.text ?? "",
            maxVersion: maximum?.value.text ?? "",
            minBundle: bundle?.value ?? ""
        )
    }

    fileprivate init(_ channel: OperatorChannel) {
        self.init(channel.minVersion, channel.maxVersion, channel.minBundle)
    }
}
