// SPDX-License-Identifier: Apache-2.0

import Cache
package import Plans
import Sections

/// What a plan leaves to the process that makes it.
package struct PlanSurroundings: Sendable {
    package let environment: [String: String]
    package let clients: RegistryClients
    /// Finds the cache; it is opened only where it is needed.
    package let cache: @Sendable () throws -> any RunCache
    /// Writes down what an archive lacks; `nil` where nobody asked for it.
    package let report: (@Sendable (MissingReport) throws -> Void)?
    package let events: @Sendable (PlanEvent) -> Void

    package init(
        environment: [String: String],
        clients: RegistryClients,
        cache: @escaping @Sendable () throws -> any RunCache,
        report: (@Sendable (MissingReport) throws -> Void)?,
        events: @escaping @Sendable (PlanEvent) -> Void
    ) {
        self.environment = environment
        self.clients = clients
        self.cache = cache
        self.report = report
        self.events = events
    }

    /// What is lent to sections; a cache that was opened stays as it is until the last copy is gone.
    var services: RunServices {
        RunServices(
            environment: environment,
            openCache: { [cache] in try await cache().open() },
            progress: { [events] in events(.section($0)) }
        )
    }
}
