// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// What the process gives to a run.
package struct ToolServices: Sendable {
    /// The version of this program.
    package let version: String
    package let environment: [String: String]
    package let console: ToolConsole
    package let interrupts: ToolInterrupts
    /// The current time.
    package let now: @Sendable () -> Date
    /// The time zone by which files are named.
    package let zone: TimeZone

    package init(
        version: String,
        environment: [String: String],
        console: ToolConsole,
        interrupts: ToolInterrupts,
        now: @escaping @Sendable () -> Date = { Date() },
        zone: TimeZone = .current
    ) {
        self.version = version
        self.environment = environment
        self.console = console
        self.interrupts = interrupts
        self.now = now
        self.zone = zone
    }

    /// The same services, which also log what they tell.
    func logged(by log: ToolLog) -> ToolServices {
        ToolServices(
            version: version,
            environment: environment,
            console: console.logged(by: log),
            interrupts: interrupts,
            now: now,
            zone: zone
        )
    }
}
