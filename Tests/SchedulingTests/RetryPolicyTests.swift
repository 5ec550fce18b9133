// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Testing

@Suite("A retry policy")
struct RetryPolicyTests {
    private let policy = RetryPolicy(
        delays: .init(first: .seconds(1), longest: .seconds(5), longestOfServer: .seconds(60))
    )

    @Test("doubles its delays up to a limit")
    func doubles() {
        let delays = (1...6).map { policy.delay(afterAttempt: $0) }
        #expect(delays == [.seconds(1), .seconds(2), .seconds(4), .seconds(5), .seconds(5), .seconds(5)])
        #expect(policy.delay(afterAttempt: 0) == .seconds(1))
        #expect(policy.delay(afterAttempt: .max) == .seconds(5))
    }

    @Test("does as the server says, within reason")
    func server() {
        #expect(policy.delay(afterAttempt: 3, serverDelay: .seconds(9)) == .seconds(9))
        #expect(policy.delay(afterAttempt: 3, serverDelay: .seconds(-9)) == .zero)
        #expect(policy.delay(afterAttempt: 3, serverDelay: .seconds(999)) == .seconds(60))
    }
}
