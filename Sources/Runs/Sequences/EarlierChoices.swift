// SPDX-License-Identifier: Apache-2.0

import Catalogs
import MirrorConfiguration
import Releases
import Resolution
import SequenceMetadata

/// What metadata says that the last run chose, as the sections take it up.
struct EarlierChoices: Sendable {
    let heads: EarlierHeads
    let releases: EarlierReleases

    /// Takes nothing from a new workspace.
    init(_ metadata: WorkspaceMetadata?) {
        let run = metadata?.current
        let catalogs = (run?.catalogs ?? []).compactMap { catalog in
            catalog.packages.map { (catalog.catalog, $0.map(EarlierHeads.Package.init)) }
        }
        heads = EarlierHeads(Dictionary(catalogs) { _, last in last })
        let beginnings = Dictionary((run?.channels ?? []).map { ($0.channel, $0.minVersion) }) { _, last in last }
        let section = run?.configuration.section?.platform
        let ranges = Dictionary((section?.channels ?? []).map { ($0.name, $0) }) { _, last in last }
        let names = Set(beginnings.keys).union(ranges.keys)
        releases = EarlierReleases(
            Dictionary(
                uniqueKeysWithValues: names.map { name in
                    (
                        name,
                        EarlierReleases.Channel(
                            beginning: beginnings[name].flatMap { try? SemanticVersion($0) },
                            lowest: (ranges[name]?.minVersion).flatMap { try? SemanticVersion($0) },
                            highest: (ranges[name]?.maxVersion).flatMap { try? SemanticVersion($0) }
                        )
                    )
                }
            )
        )
    }
}

extension EarlierHeads.Package {
    fileprivate init(_ package: IncludedPackage) {
        self.init(
            name: package.name,
            bounds: EarlierHeads.Bounds(package.bounds),
            channels: package.channels.map {
                EarlierHeads.Channel(name: $0.name, bounds: EarlierHeads.Bounds($0.bounds))
            }
        )
    }
}

extension EarlierHeads.Bounds {
    fileprivate init(_ bounds: IncludedPackage.Bounds) {
        self.init(minVersion: bounds.minVersion, maxVersion: bounds.maxVersion, minBundle: bounds.minBundle)
    }
}
