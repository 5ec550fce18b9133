// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Scheduling

extension RetryPolicy {
    /// Budgets that are spent after a number of tries, on a clock that moves for nobody.
    ///
    /// Waits take no time and are handed to `noting`; `now` is the time of day.
    package static func tries(
        _ count: Int,
        firstContact: Int? = nil,
        now: Date = Date(timeIntervalSince1970: 0),
        noting: @escaping @Sendable (Duration) -> Void = { _ in }
    ) -> RetryPolicy {
        var policy = RetryPolicy(
            time: TimeSource(
                now: { now },
                sleep: { duration in
                    try Task.checkCancellation()
                    noting(duration)
                    await Task.yield()
                }
            )
        )
        func budget(_ count: Int) -> Duration {
            (1..<max(count, 1)).reduce(.zero) { $0 + policy.delay(afterAttempt: $1) }
        }
        policy.budgets.known = budget(count)
        policy.budgets.firstContact = budget(firstContact ?? count)
        policy.budgets.unresolved = policy.budgets.firstContact
        policy.refetches = min(policy.refetches, count - 1)
        return policy
    }
}
