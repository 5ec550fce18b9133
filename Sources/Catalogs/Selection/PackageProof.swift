// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
package import Plans

/// The reasons why OLM would refuse a filtered package; none for a valid one.
///
/// Only kept entries count; names of other entries that they replace or skip are ignored. (The rules are those of
/// `opm validate`.)
package struct PackageProof: Sendable {
    /// The problems of kept channels, for channels that have any, sorted by name.
    package let channels: [(name: String, problems: [ChannelProblem])]
    /// Whether the default channel is kept.
    package let hasDefaultChannel: Bool
    /// The kept entries without a bundle, sorted.
    package let missingBundles: [String]
    /// The kept bundles without a valid version (semver.org), sorted.
    package let unversionedBundles: [String]

    /// Checks the kept part of a package.
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
