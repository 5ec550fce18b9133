// SPDX-License-Identifier: Apache-2.0

package import Applying
package import Foundation
package import Plans
package import Scheduling

/// The services of the process for an apply.
package struct ApplySurroundings: Sendable {
    /// Turns interrupts into requests to stop, as long as the returned object exists.
    package let interrupts: @Sendable (StopSignal, Outages) -> AnyObject
    /// Removes files about deleted images from the cache.
    package let removeCached: @Sendable ([CachedEntry]) async throws -> Void
    /// The time from an interrupt until the apply has ended.
    package let stopWithin: Duration
    /// The current time.
    package let now: @Sendable () -> Date

    package init(
        interrupts: @escaping @Sendable (StopSignal, Outages) -> AnyObject,
        removeCached: @escaping @Sendable ([CachedEntry]) async throws -> Void,
        stopWithin: Duration = .seconds(10),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.interrupts = interrupts
        self.removeCached = removeCached
        self.stopWithin = stopWithin
        self.now = now
    }
}
