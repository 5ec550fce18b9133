// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
package import Plans

/// What keeps OLM from accepting a filtered package; nothing for a good one.
///
/// Only what is kept counts: what an entry replaces or skips beyond that is text that leads nowhere. (The rules are
/// those of `opm validate`.)
package struct PackageProof: Sendable {
    /// The problems of kept channels that have any, sorted by name.
    package let channels: [(name: String, problems: [ChannelProblem])]
    /// Whether the default channel is one that is kept.
    package let hasDefaultChannel: Bool
    /// The kept entries that have no bundle, sorted.
    package let missingBundles: [String]
    /// The kept bundles without a version that semver.org has as one, sorted.
    package let unversionedBundles: [String]

    /// Judges what is kept of a package.
    package init(_ kept: KeptPackage, of package: CatalogPackage) {
        let versions = PackageVersions(package)
        channels = kept.channels.compactMap { keptChannel in
            let problems = Self.problems(keptChannel, of: package)
            return problems.isEmpty ? nil : (keptChannel.name, problems)
        }
        let defaultChannel = kept.defaultChannel ?? package.defaultChannel
        hasDefaultChannel = kept.channels.contains { $0.name == defaultChannel }
        let names = kept.entryNames.sorted()
        missingBundles = names.filter { versions.bundle($0) == nil }
        unversionedBundles = names.filter { versions.bundle($0) != nil && versions[$0] == nil }
    }

    /// Whether OLM accepts the package.
    package var holds: Bool {
        channels.isEmpty && hasDefaultChannel && missingBundles.isEmpty && unversionedBundles.isEmpty
    }

    private static func problems(_ kept: KeptChannel, of package: CatalogPackage) -> [ChannelProblem] {
        let names = Set(kept.entries)
        let entries = package.channels.first { $0.name == kept.name }?.entries ?? []
        let graph = ChannelGraph(CatalogChannel(name: kept.name, entries: entries.filter { names.contains($0.name) }))
        return graph.problems + (graph.stranded.isEmpty ? [] : [.stranded(graph.stranded)])
    }
}
