// SPDX-License-Identifier: Apache-2.0

import Applying
import Plans
import TestSupport
import Testing
import Views

@Suite("The progress of an apply")
struct ApplyProgressTests {
    private let blob = Plan.sample.blobs[0]
    private let start = ApplyEvent.started(actions: 4, alreadyDone: 1, bytes: 100)

    private func progress(_ events: [(second: Int, event: ApplyEvent)]) -> ApplyProgress {
        events.reduce(into: ApplyProgress(at: .zero)) { $0.count($1.event, at: .seconds($1.second)) }
    }

    @Test("counts images and deletions that ended, however they did, and each once")
    func ends() {
        let (image, deletion) = (SampleApply.action("a:1"), SampleApply.deletion(["1"]))
        let ends: [ApplyEvent] = [
            .finished(image), .failed(image, reason: "x"), .deleted(deletion), .deletionFailed(deletion, reason: "x"),
        ]
        for end in ends { #expect(progress([(0, start), (0, end)]).snapshot(at: .zero).done == 2) }
        let others: [ApplyEvent] = [
            .retrying(blob: SampleApply.blob, attempt: 1, reason: "x"), .tagsRefused(deletion, reason: "x"),
            .uploaded(blob),
        ]
        for other in others { #expect(progress([(0, start), (0, other)]).snapshot(at: .zero).done == 1) }
        #expect(progress([(0, start), (0, .deleted(deletion))]).snapshot(at: .zero).things == "deletions")
    }

    @Test("has the speed of the last seconds, and the time that the rest will take")
    func speed() {
        let events: [(Int, ApplyEvent)] = [
            (0, start), (0, .began(blob, for: nil)), (8, .transferred(10, of: blob.digest)),
            (9, .transferred(10, of: blob.digest)),
        ]
        let snapshot = progress(events).snapshot(at: .seconds(10))
        #expect(snapshot.bytes == 20 && snapshot.allBytes == 100)
        #expect(snapshot.speed == 4 && snapshot.secondsLeft == 20)
    }

    @Test("says how long no byte has come, as long as a transfer lacks bytes")
    func stalled() {
        let begun: [(Int, ApplyEvent)] = [(0, start), (0, .began(blob, for: SampleApply.action("a/b:1")))]
        let some = progress(begun + [(2, .transferred(10, of: blob.digest))])
        #expect(some.snapshot(at: .seconds(6)).stalled == nil)
        #expect(some.snapshot(at: .seconds(22)).stalled == .seconds(20))
        #expect(some.snapshot(at: .seconds(22)).secondsLeft == nil)
        let complete = progress(begun + [(2, .transferred(blob.size, of: blob.digest))])
        #expect(complete.snapshot(at: .seconds(22)).stalled == nil)
        let ended = progress(begun + [(2, .ended(blob.digest))])
        #expect(ended.snapshot(at: .seconds(22)).stalled == nil && ended.snapshot(at: .seconds(22)).transfers.isEmpty)
    }

    @Test("names running transfers, and counts again what a restart lost")
    func restarted() throws {
        let some = progress([
            (0, start), (0, .began(blob, for: SampleApply.action("a/b:1"))), (1, .transferred(30, of: blob.digest)),
            (1, .restarted(blob.digest, at: 10)), (3, .transferred(5, of: blob.digest)),
        ])
        let snapshot = some.snapshot(at: .seconds(4))
        #expect(snapshot.bytes == 15)
        #expect(snapshot.transfers == [.init(name: "b:1", bytes: 15, size: blob.size, idle: .seconds(1))])
    }

    @Test("does not wait for bytes that the target holds already")
    func skipped() {
        #expect(progress([(0, start), (0, .skipped(blob))]).snapshot(at: .zero).allBytes == 100 - blob.size)
    }

    @Test("begins with what is looked at, and then tells of transfers only")
    func preparing() {
        let looking = (second: 0, event: ApplyEvent.preparing(.checking, count: 2, of: 9))
        #expect(progress([looking]).snapshot(at: .zero).activity?.text == "checking the target: 2 of 9")
        #expect(progress([looking, (0, start)]).snapshot(at: .zero).activity == nil)
    }
}
