// SPDX-License-Identifier: Apache-2.0

import Catalogs
package import Releases
package import Sections

/// The list of the sections of configurations that ask for images.
package enum ConfigurationSections {
    /// Every section, in the order in which findings are told; `mirrors` are where registries.conf redirects releases to.
    package static func all(
        _ releases: ReleaseChoices = ReleaseChoices(),
        mirrors: [String] = []
    ) -> [any ConfigurationSection] {
        [
            ReleasesSection(releases, mirrors: mirrors),
            OperatorsSection(),
            ChartsSection(),
            AdditionalImagesSection(),
        ]
    }
}
