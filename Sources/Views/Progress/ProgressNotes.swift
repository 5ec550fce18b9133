// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// Decides when progress becomes a line where no terminal is: every 30 seconds, and once for each wait of a command that
/// tells no progress.
package struct ProgressNotes: Sendable {
    /// The time between two lines.
    package static let interval = Duration.seconds(30)

    private var last: Duration
    private var toldWaits: Set<String> = []

    /// Begins at a time of a monotonic clock.
    package init(at time: Duration) { last = time }

    /// Returns the line that is due at a time.
    package mutating func line(_ progress: ProgressSnapshot?, at time: Duration) -> String? {
        guard let progress, time - last >= Self.interval else { return nil }
        if progress.isOnlyWait {
            guard let wait = progress.wait, wait.time >= Self.interval, toldWaits.insert(wait.who).inserted else {
                return nil
            }
            return ProgressLine(progress).text(columns: nil)
        }
        last = time
        return ProgressLine(progress).text(columns: nil)
    }
}

extension ProgressSnapshot {
    fileprivate var isOnlyWait: Bool { activity == nil && all == 0 }
}
