// SPDX-License-Identifier: Apache-2.0

import Cache
package import Plans
import Sections

/// The services of the process for a plan.
package struct PlanSurroundings: Sendable {
    package let environment: [String: String]
    package let clients: RegistryClients
    /// Finds the cache; it is opened only if it is needed.
    package let cache: @Sendable () throws -> any RunCache
    /// Writes the report of missing content; `nil` if no report was requested.
    package let report: (@Sendable (MissingReport) throws -> Void)?
    package let events: @Sendable (PlanEvent) -> Void

    package init(
        environment: [String: String],
        clients: RegistryClients,
        cache: @escaping @Sendable () throws -> any RunCache,
        report: (@Sendable (MissingReport) throws -> Void)? = nil,
        events: @escaping @Sendable (PlanEvent) -> Void = { _ in }
    ) {
        self.environment = environment
        self.clients = clients
        self.cache = cache
        self.report = report
        self.events = events
    }

    /// The services for sections; an opened cache stays open until the last copy is released.
    var services: RunServices {
        RunServices(
            environment: environment,
            openCache: { [cache] in try await cache().open() },
            progress: { [events] in events(.section($0)) }
        )
    }
}
