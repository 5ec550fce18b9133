// SPDX-License-Identifier: Apache-2.0

/// A sum of bytes that several tasks report.
package final class ByteCounter: Sendable {
    private let count = Guarded<Int64>(0)

    package init() {}

    /// Adds bytes and returns the sum.
    package func add(_ bytes: Int64) -> Int64 {
        count.withLock { count in
            count += bytes
            return count
        }
    }
}
