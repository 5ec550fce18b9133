// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Work on a thread with a stack that is large enough for templates that execute each other many times.
public enum DeepStack {
    /// The limits that such a thread can bear.
    public static let limits = ExecutionLimits(nesting: 10_000)

    private static let bytes = 128 << 20

    /// Does the work on a thread of its own and returns its result; the caller waits.
    public static func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) -> Result {
        let box = Box<Result>()
        let thread = Thread { box.put(work()) }
        thread.stackSize = bytes
        thread.start()
        return box.take()
    }

    /// A place for the result of a thread.
    private final class Box<Content: Sendable>: Sendable {
        private let content = Mutex<Content?>(nil)
        private let isFull = DispatchSemaphore(value: 0)

        func put(_ result: Content) {
            content.withLock { $0 = result }
            isFull.signal()
        }

        func take() -> Content {
            while true {
                isFull.wait()
                if let result = content.withLock({ $0 }) { return result }
            }
        }
    }
}
