// SPDX-License-Identifier: Apache-2.0

package import Applying
package import Audit
import Cache
package import Foundation
import OCI
package import Plans

/// An apply for programs: one JSON object per line.
package struct ApplyJSON: Sendable {
    private struct Event: Encodable {
        var type: String
        var actions: Int?
        var alreadyDone: Int?
        var bytes: Int64?
        var blob: String?
        var path: String?
        var attempt: Int?
        var origins: [String]?
        var destination: String?
        var digest: String?
        var reason: String?
        var complete: Bool?
        var interrupted: Bool?
        var done: Int?
        var failed: Int?
        var deletions: Int?
        var deleted: Int?
        var bytesTotal: Int64?
        var bytesPerSecond: Int64?
        var secondsLeft: Int64?
        var stalledSeconds: Int64?
        var waitingFor: String?

        enum CodingKeys: String, CodingKey {
            case type, actions, bytes, blob, path, attempt, origins, destination, digest, reason, complete, interrupted
            case done
            case failed, deletions, deleted
            case alreadyDone = "already_done"
            case bytesTotal = "bytes_total"
            case bytesPerSecond = "bytes_per_second"
            case secondsLeft = "seconds_left"
            case stalledSeconds = "stalled_seconds"
            case waitingFor = "waiting_for"
        }
    }

    private let now: @Sendable () -> Date

    package init(now: @escaping @Sendable () -> Date = { Date() }) { self.now = now }

    /// The line of an event; `nil` for events that are only shown to people.
    package func line(_ event: ApplyEvent) throws -> String? { try self.event(event).map { try text($0) } }

    /// The line about the record of an apply.
    package func line(_ written: WrittenFiles) throws -> String { try text(RecordEvent(written)) }

    private struct RecordEvent: Encodable {
        var type = "record_complete"
        var commit: String?
        var written: [String]
        var removed: [String]

        init(_ record: WrittenFiles) {
            commit = record.commit
            written = record.written
            removed = record.removed
        }
    }

    /// The lines of the outcome.
    package func lines(_ outcome: ApplyOutcome) throws -> String {
        let lost = outcome.lost.map { image in
            Event(
                type: "image_lost",
                destination: image.destination.description,
                digest: image.digest.description,
                reason: image.reason
            )
        }
        return try (lost + [end(outcome)]).map { try text($0) }.joined()
    }

    /// The line of the progress at present.
    package func line(_ progress: ProgressSnapshot) throws -> String {
        try text(
            Event(
                type: "progress",
                actions: progress.all,
                bytes: progress.bytes,
                done: progress.done,
                bytesTotal: progress.allBytes,
                bytesPerSecond: progress.speed,
                secondsLeft: progress.secondsLeft,
                stalledSeconds: progress.stalled?.components.seconds,
                waitingFor: progress.wait?.who
            )
        )
    }

    private func end(_ outcome: ApplyOutcome) -> Event {
        let counts = ResultCounts(outcome.results)
        return Event(
            type: "apply_complete",
            actions: outcome.results.count,
            alreadyDone: counts.alreadyDone,
            bytes: outcome.bytesTransferred,
            complete: outcome.isComplete,
            interrupted: outcome.wasInterrupted,
            done: counts.done,
            failed: outcome.failures,
            deletions: outcome.deletions.isEmpty ? nil : outcome.deletions.count,
            deleted: outcome.deletions.isEmpty ? nil : outcome.deletions.count(where: \.isDone)
        )
    }

    private func event(_ event: ApplyEvent) -> Event? {
        switch event {
        case .started(let actions, let alreadyDone, let bytes):
            Event(type: "apply_start", actions: actions, alreadyDone: alreadyDone, bytes: bytes)
        case .preparing, .began, .transferred, .restarted, .skipped, .ended: nil
        case .uploaded(let blob): Event(type: "blob_complete", bytes: blob.size, blob: blob.digest.description)
        case .retrying(let blob, let attempt, let reason):
            Event(type: "blob_retry", blob: blob.description, attempt: attempt, reason: reason)
        case .passedOver(let broken):
            Event(type: "cached_blob_broken", blob: broken.digest.description, path: broken.path)
        case .finished(let action): self.event("image_complete", action)
        case .failed(let action, let reason): self.event("image_failed", action, reason)
        case .deleted(let deletion): self.event("deletion_complete", deletion)
        case .tagsRefused(let deletion, let reason): self.event("tags_refused", deletion, reason)
        case .deletionFailed(let deletion, let reason): self.event("deletion_failed", deletion, reason)
        }
    }

    private func event(_ type: String, _ action: Action, _ reason: String? = nil) -> Event {
        Event(
            type: type,
            origins: action.origins,
            destination: action.destination.description,
            digest: action.digest.description,
            reason: reason
        )
    }

    private func event(_ type: String, _ deletion: Deletion, _ reason: String? = nil) -> Event {
        Event(
            type: type,
            origins: deletion.origins,
            destination: deletion.shown,
            digest: deletion.digest.description,
            reason: reason
        )
    }

    private func text(_ event: some Encodable) throws -> String { try EventLine(event, at: now()).text }
}
