// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Downloads
package import Runs
import Scheduling
package import Views

/// What the work of a command line needs: the services of the process, and how its flags reach registries and the cache.
package struct ToolContext: Sendable {
    package let services: ToolServices
    package let options: ReachingOptions

    package init(_ services: ToolServices, reaching options: ReachingOptions) {
        self.services = services
        self.options = options
    }

    package var console: ToolConsole { services.console }

    package var environment: [String: String] { services.environment }

    /// Makes the clients of a run.
    package func clients(expectsServers: Bool = false) throws -> RegistryClients {
        try reaching.clients(expectsServers: expectsServers)
    }

    /// Makes the downloader for documents.
    package func downloader() throws -> Downloader { try reaching.downloader() }

    /// The place of the cache.
    package func cache() throws -> CachePlace {
        try CachePlace(folder: options.cacheFolder, environment: environment, note: console.note)
    }

    /// Writes a message while the work goes on.
    package func tell(_ remark: Remark) {
        switch remark {
        case .note(let text): console.note(text)
        case .progress(let activity): console.progress(.activity(activity))
        }
    }

    /// Returns the value of a body that a signal cancels.
    func cancellable<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let found = Guarded<Value?>(nil)
        try await services.interrupts.cancelling {
            let value = try await body()
            found.withLock { $0 = value }
        }
        guard let value = found.withLock({ $0 }) else { throw CancellationError() }
        return value
    }

    private var reaching: Reaching {
        Reaching(
            options.choices,
            version: services.version,
            environment: environment,
            notice: { [console] in console.note(printable($0.text) + "\n") },
            log: { [console] in console.note($0) }
        )
    }
}
