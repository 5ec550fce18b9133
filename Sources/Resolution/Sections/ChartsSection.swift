// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration

/// `mirror.helm`: charts, whose images this version cannot find yet.
///
/// A section that was silently left out would look as if it had been mirrored, so it is refused.
package struct ChartsSection: ConfigurationSection {
    package init() {}

    package var name: SectionName { .helm }

    package func isAsked(by mirror: MirrorSection) -> Bool { mirror.helm != nil }

    package func contribution(to configuration: ImageSetConfiguration, named _: String) throws -> Contribution {
        throw FindingsError([
            Finding(
                .error,
                .unsupportedSection,
                "`\(configuration.kind.section).\(name.rawValue)` is not supported yet by this version of mirror",
                remedy: "Remove the section, or keep it in a configuration of its own until it is supported.",
                at: configuration.mirror.sections[name] ?? configuration.mirror.location
            )
        ])
    }
}
