// SPDX-License-Identifier: Apache-2.0

package import Scheduling

/// How far an executor may go: when to stop, how much at once, and how patiently.
package struct RunLimits: Sendable {
    /// Tells whether somebody wants it to stop.
    package let stop: StopSignal
    /// How many jobs run at the same time.
    package let parallelism: Int
    package let retry: RetryPolicy
    /// What is known of servers that do not answer.
    package let outages: Outages

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
