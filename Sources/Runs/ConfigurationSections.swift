// SPDX-License-Identifier: Apache-2.0

import Catalogs
package import Releases
package import Sections

/// The list of the sections of configurations that request images.
package enum ConfigurationSections {
    /// Every section, in the order of their findings; `mirrors` are the places to which registries.conf redirects releases.
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
