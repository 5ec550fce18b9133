// SPDX-License-Identifier: Apache-2.0

package import Scheduling

/// The progress of a command, whatever it does: the last of its activities, or an apply.
package struct RunProgress: Sendable {
    private var apply: ApplyProgress?
    private var activity: Activity?
    private var meter = SpeedMeter(at: .zero)

    package init() {}

    /// Takes news at a time of a monotonic clock.
    package mutating func update(_ update: ProgressUpdate, at time: Duration) {
        switch update {
        case .activity(let new):
            if let old = activity, old.what == new.what {
                meter.add(max(0, (new.done ?? 0) - (old.done ?? 0)), at: time)
            } else {
                meter = SpeedMeter(at: time)
            }
            (activity, apply) = (new, nil)
        case .apply(let event):
            activity = nil
            var counted = apply ?? ApplyProgress(at: time)
            counted.count(event, at: time)
            apply = counted
        case .ended: (activity, apply) = (nil, nil)
        }
    }

    /// The progress at a time; `nil` if the command does nothing and waits for nobody.
    package func snapshot(at time: Duration, waitingFor wait: Waiting.Wait?) -> ProgressSnapshot? {
        var progress = apply?.snapshot(at: time) ?? ProgressSnapshot()
        if let activity {
            progress.activity = activity
            progress.speed = meter.speed(at: time)
        }
        progress.wait = wait
        return progress.isEmpty ? nil : progress
    }
}

extension ProgressSnapshot {
    fileprivate var isEmpty: Bool { activity == nil && all == 0 && wait == nil }
}
