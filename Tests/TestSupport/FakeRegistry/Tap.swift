// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling

/// Lets the bodies of answers drip until a test has seen what it wants to see.
package final class Tap: Sendable {
    private let isOpen = Guarded(false)

    package init() {}

    /// Lets everything flow.
    package func open() { isOpen.withLock { $0 = true } }

    /// The next piece of what is left of a body: a few bytes after a pause, or everything.
    func piece(of rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if isOpen.withLock({ $0 }) { return rest }
        Thread.sleep(forTimeInterval: 0.05)
        return rest.prefix(20)
    }
}
