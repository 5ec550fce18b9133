// SPDX-License-Identifier: Apache-2.0

package import Scheduling

/// The limits of an executor: when to stop, how many jobs at once, and how long to wait for registries.
package struct RunLimits: Sendable {
    /// The user's request to stop.
    package let stop: StopSignal
    /// The maximum number of parallel jobs; a run begins with few, and adds more while they move more bytes.
    package let parallelism: Int
    package let retry: RetryPolicy
    /// The record of servers that do not answer.
    package let outages: Outages

    /// The number of transfers that no run exceeds.
    package static let mostTransfers = 64

    package init(
        stop: StopSignal = StopSignal(),
        parallelism: Int = 8,
        retry: RetryPolicy = .standard,
        outages: Outages = Outages()
    ) {
        self.stop = stop
        self.parallelism = parallelism
        self.retry = retry
        self.outages = outages
    }
}
