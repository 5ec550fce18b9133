// SPDX-License-Identifier: Apache-2.0

package import Plans
package import Resolution

/// The context in which a section is resolved for a plan.
package struct ResolutionContext: Sendable {
    package let sources: SourceAccess
    package let mapping: DestinationMapping
    /// The options that are recorded in the plan.
    package let options: PlanOptions
    /// Whether signatures are requested again even if they are cached.
    package let refreshes: Bool
    package let services: RunServices

    package init(
        sources: SourceAccess,
        mapping: DestinationMapping,
        options: PlanOptions,
        refreshes: Bool = false,
        services: RunServices
    ) {
        self.sources = sources
        self.mapping = mapping
        self.options = options
        self.refreshes = refreshes
        self.services = services
    }
}
