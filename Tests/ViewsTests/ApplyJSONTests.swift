// SPDX-License-Identifier: Apache-2.0

import Applying
import Foundation
import OCI
import Plans
import Scheduling
import TestSupport
import Testing
import Views

@testable import Cache

@Suite("An apply as JSON")
struct ApplyJSONTests {
    private let json = ApplyJSON { Date(timeIntervalSince1970: 1_767_225_600) }
    private let image = SampleApply.action("a/b:1")
    private let deletion = SampleApply.deletion(["1", "2"])

    private func line(_ event: ApplyEvent) throws -> [String: String]? {
        guard let text = try json.line(event) else { return nil }
        #expect(text.hasSuffix("}\n") && text.count(where: \.isNewline) == 1)
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(object?["time"] as? String == "2026-01-01T00:00:00Z")
        return object?.filter { $0.key != "time" }.mapValues { "\($0)" }
    }

    @Test("has a line for each step, with the fields that belong to it")
    func steps() throws {
        let blob = SampleApply.blob
        #expect(
            try line(.started(actions: 3, alreadyDone: 1, bytes: 9))
                == ["type": "apply_start", "actions": "3", "already_done": "1", "bytes": "9"]
        )
        #expect(
            try line(.uploaded(Plan.sample.blobs[0]))
                == ["type": "blob_complete", "blob": "\(blob)", "bytes": "50"]
        )
        #expect(
            try line(.retrying(blob: blob, attempt: 2, reason: "reset"))
                == ["type": "blob_retry", "blob": "\(blob)", "attempt": "2", "reason": "reset"]
        )
        #expect(
            try line(.passedOver(.init(digest: blob, path: "/c/x")))
                == ["type": "cached_blob_broken", "blob": "\(blob)", "path": "/c/x"]
        )
        #expect(try line(.transferred(7, of: nil)) == nil)
    }

    @Test("has the progress, with what is known of it")
    func progress() throws {
        var progress = ProgressSnapshot()
        (progress.done, progress.all, progress.bytes, progress.allBytes) = (1, 3, 20, 100)
        let plain = "{\"actions\":3,\"bytes\":20,\"bytes_total\":100,\"done\":1,"
        let end = "\"time\":\"2026-01-01T00:00:00Z\",\"type\":\"progress\""
        #expect(try json.line(progress) == plain + end + "}\n")
        progress.speed = 40
        let speed = plain.replacing("\"bytes_total\"", with: "\"bytes_per_second\":40,\"bytes_total\"")
        #expect(try json.line(progress) == speed + "\"seconds_left\":2," + end + "}\n")
        (progress.speed, progress.stalled) = (nil, .seconds(7))
        progress.wait = .init(subject: .answer(server: "r:1"), time: .seconds(7))
        #expect(
            try json.line(progress)
                == plain + "\"stalled_seconds\":7," + end + ",\"waiting_for\":\"r:1 to answer\"}\n"
        )
    }

    @Test("names origins, destination and digest of images")
    func images() throws {
        let done = try #require(try line(.finished(image)))
        #expect(done["type"] == "image_complete")
        #expect(done["destination"] == "\(image.destination)")
        #expect(done["digest"] == "\(image.digest)")
        #expect(done["origins"]?.contains("quay.io/a/b:1") == true)
        #expect(done["reason"] == nil)
        let failed = try #require(try line(.failed(image, reason: "a\nb")))
        #expect(failed["type"] == "image_failed")
        #expect(failed["reason"] == "a\nb")
    }

    @Test("names all tags of deletions")
    func deletions() throws {
        let events: [(ApplyEvent, String, String?)] = [
            (.deleted(deletion), "deletion_complete", nil),
            (.tagsRefused(deletion, reason: "no"), "tags_refused", "no"),
            (.deletionFailed(deletion, reason: "405"), "deletion_failed", "405"),
        ]
        for (event, type, reason) in events {
            let line = try #require(try line(event))
            #expect(line["type"] == type)
            #expect(line["reason"] == reason)
            #expect(line["destination"] == deletion.shown)
        }
    }

    @Test("ends with a line for each lost image, and one that sums up")
    func outcome() throws {
        let lost = LostImage(destination: "m/a:1", digest: SampleApply.blob, reason: "it is gone")
        let copies = ApplyOutcome(
            results: [.done, .alreadyDone, .failed("x"), .notStarted],
            lost: [lost],
            wasInterrupted: true,
            bytesTransferred: 12
        )
        let lines = try json.lines(copies).split(separator: "\n").map(String.init)
        #expect(
            lines == [
                "{\"destination\":\"m/a:1\",\"digest\":\"\(SampleApply.blob)\",\"reason\":\"it is gone\",\"time\":\"2026-01-01T00:00:00Z\",\"type\":\"image_lost\"}",
                "{\"actions\":4,\"already_done\":1,\"bytes\":12,\"complete\":false,\"done\":1,\"failed\":2,"
                    + "\"interrupted\":true,\"time\":\"2026-01-01T00:00:00Z\",\"type\":\"apply_complete\"}",
            ]
        )
        let deletions = ApplyOutcome(results: [], deletions: [.done, .refused("no")])
        #expect(
            try json.lines(deletions)
                == "{\"actions\":0,\"already_done\":0,\"bytes\":0,\"complete\":true,\"deleted\":1,\"deletions\":2,"
                + "\"done\":0,\"failed\":0,\"interrupted\":false,\"time\":\"2026-01-01T00:00:00Z\",\"type\":\"apply_complete\"}\n"
        )
    }
}
