// SPDX-License-Identifier: Apache-2.0

package import Scheduling

/// How registries are asked: how patiently, how much at once, and what is known of those that do not answer.
package struct RequestPolicy: Sendable {
    package let retry: RetryPolicy
    package let outages: Outages
    /// How many requests a host gets at the same time.
    package let requestsPerHost: Int

    package init(
        retry: RetryPolicy = .standard,
        outages: Outages = Outages(),
        requestsPerHost: Int = 32
    ) {
        self.retry = retry
        self.outages = outages
        self.requestsPerHost = requestsPerHost
    }
}
