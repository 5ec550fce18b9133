// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A value that only one thread at a time may use.
///
/// ThreadSanitizer does not understand `Synchronization.Mutex` on Linux and reports every use as a race.
// Unchecked: the lock is the only way to the value.
package final class Guarded<Value>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    package init(_ value: sending Value) { self.value = value }

    /// Runs `body` while no other thread can see the value.
    package func withLock<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}
