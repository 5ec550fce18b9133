// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling

/// Lets the bodies of answers drip until a test has seen what it wants to see.
package final class Tap: Sendable {
    /// The number of pieces after which it opens by itself.
    private let left: Guarded<Int>

    package init(pieces: Int = .max) { left = Guarded(pieces) }

    /// Lets everything flow.
    package func open() { left.withLock { $0 = 0 } }

    /// The next piece of what is left of a body: a few bytes after a pause, or everything.
    func piece(of rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let drips = left.withLock { left in
            defer { left = max(0, left - 1) }
            return left > 0
        }
        guard drips else { return rest }
        Thread.sleep(forTimeInterval: 0.05)
        return rest.prefix(20)
    }
}
