// SPDX-License-Identifier: Apache-2.0

import Resolution

/// The list of sections that a plan is made of.
enum PlannedSections {
    /// Every section that asks for images, in the order in which findings are told.
    static func all(_ context: SectionContext) -> [any ConfigurationSection] {
        [
            ReleasesSection(context),
            OperatorsSection(context),
            ChartsSection(),
            AdditionalImagesSection(mapping: context.mapping),
        ]
    }
}
