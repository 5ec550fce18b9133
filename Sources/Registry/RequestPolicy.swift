// SPDX-License-Identifier: Apache-2.0

package import Scheduling

/// How registries are asked: how patiently, how much at once, and what is known of those that do not answer.
package struct RequestPolicy: Sendable {
    package let retry: RetryPolicy
    package let outages: Outages
    /// How many questions a host gets at the same time at most, and how many transfers.
    package let requestsPerHost: Int

    /// The number of questions with which a host is asked first; it grows while more are answered.
    static let firstQuestions = 32

    package init(
        retry: RetryPolicy = .standard,
        outages: Outages = Outages(),
        requestsPerHost: Int = 64
    ) {
        self.retry = retry
        self.outages = outages
        self.requestsPerHost = requestsPerHost
    }
}
