// SPDX-License-Identifier: Apache-2.0

package import Applying
import OCI
import Plans

/// The progress of an apply, counted from its events.
package struct ApplyProgress: Sendable, Equatable {
    private var preparation: Activity?
    private var total: Int64 = 0
    private var transferred: Int64 = 0
    private var actions = 0
    private var ended = 0
    private var things = "images"
    private var meter: SpeedMeter
    private var transfers = TransfersInFlight()

    /// Begins to count at a time of a monotonic clock.
    package init(at time: Duration) { meter = SpeedMeter(at: time) }

    /// Counts an event.
    package mutating func count(_ event: ApplyEvent, at time: Duration) {
        switch event {
        case .preparing(let step, let count, let all): preparation = Activity(step.words, count: count, of: all)
        case .started(let actions, let alreadyDone, let bytes):
            self = ApplyProgress(at: time)
            (self.actions, ended, total) = (actions, alreadyDone, bytes)
        case .began(let blob, let action):
            let name = action.map { ImageName($0).short } ?? "blob \(blob.digest.short)"
            transfers.begin(blob.digest, name, size: blob.size, at: time)
        case .transferred(let bytes, let blob):
            transferred += bytes
            meter.add(bytes, at: time)
            if let blob { transfers.add(bytes, to: blob, at: time) }
        case .restarted(let blob, let position): transferred -= transfers.restart(blob, at: position)
        case .skipped(let blob): total = max(0, total - blob.size)
        case .ended(let blob): transfers.end(blob)
        case .finished, .failed: ended += 1
        case .deleted, .deletionFailed:
            things = "deletions"
            ended += 1
        case .uploaded, .retrying, .passedOver, .tagsRefused: break
        }
    }

    /// The progress at a time.
    package func snapshot(at time: Duration) -> ProgressSnapshot {
        var progress = ProgressSnapshot()
        progress.activity = preparation
        (progress.done, progress.all, progress.things) = (ended, actions, things)
        (progress.bytes, progress.allBytes) = (transferred, total)
        progress.transfers = transfers.slowest(at: time)
        if let idle = transfers.idle(at: time), idle >= ProgressLine.stall { progress.stalled = idle }
        if total > 0 { progress.speed = meter.speed(at: time) }
        return progress
    }
}

extension ApplyEvent.Preparation {
    fileprivate var words: String {
        switch self {
        case .checking: "checking the target"
        case .reading: "reading manifests"
        }
    }
}
