// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Scheduling
import Testing
import Views

@Suite("The progress line")
struct ProgressLineTests {
    private static func apply(_ change: (inout ProgressSnapshot) -> Void = { _ in }) -> ProgressSnapshot {
        var progress = ProgressSnapshot()
        (progress.done, progress.all) = (12, 1105)
        (progress.bytes, progress.allBytes) = (41 << 30, 100 << 30)
        progress.speed = 12 << 20
        progress.transfers = [
            .init(name: "cluster-logging (cluster-logging.v6.2.0)", bytes: 10 << 20, size: 381 << 20, idle: .seconds(1))
        ]
        change(&progress)
        return progress
    }

    @Test(
        "leaves out what matters least where there is no room",
        arguments: [
            (10, "41%"), (40, "41%, 12.0 MiB/s, 1 h 23 min left"),
            (60, "41%, 12.0 MiB/s, 1 h 23 min left, 12 of 1105 images"),
            (
                80,
                "41%, 41.0 GiB of 100.0 GiB, 12.0 MiB/s, 1 h 23 min left, 12 of 1105 images"
            ),
            (
                200,
                "[######----------] 41%, 41.0 GiB of 100.0 GiB, 12.0 MiB/s, 1 h 23 min left, 12 of 1105 images, "
                    + "slowest: cluster-logging (cluster-logging.v6.2.0) (10.0 MiB of 381.0 MiB)"
            ),
        ] as [(Int, String)]
    )
    func widths(limit: Int, text: String) { #expect(ProgressLine(Self.apply()).text(columns: limit) == text) }

    @Test("says that transfers stalled, instead of a speed and a time left")
    func stalled() {
        let line = ProgressLine(Self.apply { $0.stalled = .seconds(20) })
        #expect(line.text(columns: 40) == "41%, stalled for 20 s, 12 of 1105 images")
        #expect(line.text(columns: 30) == "41%, stalled for 20 s")
    }

    @Test("says for whom a run waits before it says how fast it is")
    func waiting() {
        let wait = Waiting.Wait(subject: .answer(server: "quay.io"), time: .seconds(12))
        let line = ProgressLine(Self.apply { $0.wait = wait })
        #expect(line.text(columns: 40) == "41%, waiting 12 s for quay.io to answer")
        var only = ProgressSnapshot()
        only.wait = wait
        #expect(ProgressLine(only).text(columns: nil) == "waiting 12 s for quay.io to answer")
    }

    @Test(
        "of other work has its amounts, their share and the time left",
        arguments: [
            (Activity("reading catalogs"), nil, "reading catalogs"),
            (Activity("looking at images", count: 3, of: 9), nil, "looking at images: 3 of 9"),
            (
                Activity("looking at images", count: 365, of: 1105), 37,
                "looking at images: 365 of 1105, 33%, 20 s left"
            ),
            (
                Activity("reading", done: 1 << 30, of: 4 << 30), 100 << 20,
                "reading: 1.0 GiB of 4.0 GiB, 25%, 100.0 MiB/s, 31 s left"
            ),
            (Activity("reading the cache", count: 5, of: 7, "files"), nil, "reading the cache: 5 of 7 files"),
        ] as [(Activity, Int64?, String)]
    )
    func activities(activity: Activity, speed: Int64?, text: String) {
        var progress = ProgressSnapshot()
        (progress.activity, progress.speed) = (activity, speed)
        #expect(ProgressLine(progress).text(columns: 100) == text)
    }

    @Test("has lines for the slowest transfers on a tall terminal only, and none is too wide")
    func tall() {
        let names = ["日本語の名前", "evil\u{1b}[2J\nname", String(repeating: "long", count: 100), "fourth"]
        let progress = Self.apply { progress in
            progress.transfers = names.map { .init(name: $0, bytes: 1 << 20, size: 9 << 20, idle: .seconds(30)) }
        }
        for width in [1, 2, 10, 40, 60, 80, 200] {
            #expect(ProgressLine(progress).lines(on: TerminalSize(columns: width, rows: 24)).count == 1)
            let lines = ProgressLine(progress).lines(on: TerminalSize(columns: width, rows: 50))
            #expect(lines.count == 4)
            for line in lines {
                #expect(columns(of: line) <= max(1, width - 1), "\(width): \(line)")
                #expect(!line.contains("\u{1b}") && !line.contains("\n"))
            }
        }
        let lines = ProgressLine(progress).lines(on: TerminalSize(columns: 80, rows: 50))
        #expect(lines[1] == "  日本語の名前  (1.0 MiB of 9.0 MiB, stalled for 30 s)")
    }
}
