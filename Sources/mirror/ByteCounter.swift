// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// Adds up bytes that several tasks report.
final class ByteCounter: Sendable {
    private let count = Guarded<Int64>(0)

    /// Adds bytes and returns the sum.
    func add(_ bytes: Int64) -> Int64 {
        count.withLock { count in
            count += bytes
            return count
        }
    }
}
