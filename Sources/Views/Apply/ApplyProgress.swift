// SPDX-License-Identifier: Apache-2.0

package import Applying
import Diagnostics

/// The progress of an apply.
package struct ApplyProgress: Sendable, Equatable {
    /// The width of the bar in characters.
    private static let width = 24

    private var total: Int64 = 0
    private var transferred: Int64 = 0
    private var actions = 0
    private var ended = 0

    package init() {}

    /// Counts an event.
    package mutating func count(_ event: ApplyEvent) {
        switch event {
        case .started(let actions, let alreadyDone, let bytes):
            self.actions = actions
            ended = alreadyDone
            total = bytes
        case .transferred(let bytes): transferred += bytes
        case .finished, .failed, .deleted, .deletionFailed: ended += 1
        case .uploaded, .retrying, .passedOver, .tagsRefused: break
        }
    }

    /// A bar with the transferred bytes, after this many seconds.
    package func bar(after seconds: Int64) -> String {
        let share = total > 0 ? min(1, Double(transferred) / Double(total)) : 1
        let filled = Int(share * Double(Self.width))
        let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: Self.width - filled)
        let rate = seconds > 0 ? ", \(ByteCount.text(transferred / seconds))/s" : ""
        let (done, all) = ByteCount.pair(transferred, total)
        return "[\(bar)] \(done) of \(all)\(rate), \(ended) of \(actions) images"
    }
}
