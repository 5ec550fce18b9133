// SPDX-License-Identifier: Apache-2.0

package import Plans
package import Resolution

/// What a section is asked with while a plan is made.
package struct ResolutionContext: Sendable {
    package let sources: SourceAccess
    package let mapping: DestinationMapping
    /// The choices that the plan itself tells.
    package let options: PlanOptions
    /// Whether what the cache knows of signatures is asked for again.
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
