// SPDX-License-Identifier: Apache-2.0

package import Catalogs
package import ChartRepositories
import MirroredCharts
package import Releases
package import Sections

/// The list of the sections of configurations that request images.
package enum ConfigurationSections {
    /// Every section, in the order of their findings; `mirrors` are the places to which registries.conf redirects releases.
    ///
    /// `charts` says how chart repositories are reached.
    /// For a v1 configuration, `earlierHeads` and `earlierReleases` are what oc-mirror v1 recorded of the runs before.
    package static func all(
        _ releases: ReleaseChoices = ReleaseChoices(),
        mirrors: [String] = [],
        charts: ChartAccess = ChartAccess(),
        earlierHeads: EarlierHeads = EarlierHeads(),
        earlierReleases: EarlierReleases = EarlierReleases()
    ) -> [any ConfigurationSection] {
        [
            ReleasesSection(releases, mirrors: mirrors, earlier: earlierReleases),
            OperatorsSection(earlier: earlierHeads),
            ChartsSection(access: charts),
            AdditionalImagesSection(),
        ]
    }
}
