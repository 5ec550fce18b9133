// SPDX-License-Identifier: Apache-2.0

import Applying
import Cache
import Foundation
import OCI
import Plans

/// One JSON object a line on standard output, for programs.
final class ApplyJSONView: ApplyView {
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

        enum CodingKeys: String, CodingKey {
            case type, actions, bytes, blob, path, attempt, origins, destination, digest, reason, complete, interrupted,
                done
            case failed, deletions, deleted
            case alreadyDone = "already_done"
        }
    }

    private let console: Console

    init(console: Console) { self.console = console }

    func show(_ event: ApplyEvent) {
        switch event {
        case .started(let actions, let alreadyDone, let bytes):
            write(Event(type: "apply_start", actions: actions, alreadyDone: alreadyDone, bytes: bytes))
        case .transferred: break
        case .uploaded(let blob):
            write(Event(type: "blob_complete", bytes: blob.size, blob: blob.digest.description))
        case .retrying(let blob, let attempt, let reason):
            write(Event(type: "blob_retry", blob: blob.description, attempt: attempt, reason: reason))
        case .passedOver(let broken):
            write(Event(type: "cached_blob_broken", blob: broken.digest.description, path: broken.path))
        case .finished(let action): write(self.event("image_complete", action))
        case .failed(let action, let reason): write(self.event("image_failed", action, reason))
        case .deleted(let deletion): write(self.event("deletion_complete", deletion))
        case .tagsRefused(let deletion, let reason): write(self.event("tags_refused", deletion, reason))
        case .deletionFailed(let deletion, let reason): write(self.event("deletion_failed", deletion, reason))
        }
    }

    func finish(_ outcome: ApplyOutcome, of plan: Plan) {
        for image in outcome.lost {
            write(
                Event(
                    type: "image_lost",
                    destination: image.destination.description,
                    digest: image.digest.description,
                    reason: image.reason
                )
            )
        }
        let counts = ResultCounts(outcome.results)
        write(
            Event(
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
        )
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

    private func write(_ event: Event) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(event) else { return }
        console.write(String(decoding: data, as: UTF8.self) + "\n")
    }
}
