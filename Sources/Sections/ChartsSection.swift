// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import MirrorConfiguration
package import Resolution

/// `mirror.helm`: charts; this version cannot find their images yet.
///
/// It is refused, because a section that is silently left out would seem to be mirrored.
package struct ChartsSection: ConfigurationSection {
    package init() {}

    package var name: SectionName { .helm }

    package func isAsked(by mirror: MirrorSection) -> Bool { mirror.helm != nil }

    package func contribution(
        to configuration: NamedConfiguration,
        in context: ResolutionContext
    ) async throws -> Contribution { throw refusal(of: configuration) }

    package func holding(at context: HoldingContext) -> any SectionHolding {
        PlainHolding { throw refusal(of: $0) }
    }

    /// The reason why charts are refused.
    package func refusal(of configuration: NamedConfiguration) -> FindingsError {
        FindingsError([
            Finding(
                .error,
                .unsupportedSection,
                "`\(configuration.path(of: name))` is not supported yet by this version of mirror",
                remedy: "Remove the section, or keep it in a configuration of its own until it is supported.",
                at: configuration.mirror.sections[name] ?? configuration.mirror.location
            )
        ])
    }
}
