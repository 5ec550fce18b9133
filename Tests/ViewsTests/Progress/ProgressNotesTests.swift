// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Testing
import Views

@Suite("Progress where no terminal is")
struct ProgressNotesTests {
    private func looking(_ count: Int) -> ProgressSnapshot {
        var progress = ProgressSnapshot()
        progress.activity = Activity("looking at images", count: count, of: 9)
        return progress
    }

    private func waiting(_ seconds: Int, for server: String = "a:1") -> ProgressSnapshot {
        var progress = ProgressSnapshot()
        progress.wait = Waiting.Wait(subject: .answer(server: server), time: .seconds(seconds))
        return progress
    }

    @Test("is a line every 30 seconds")
    func interval() {
        var notes = ProgressNotes(at: .seconds(5))
        let told = (0...100).compactMap { second in notes.line(looking(second / 20), at: .seconds(second)) }
        #expect(told == ["looking at images: 1 of 9", "looking at images: 3 of 9", "looking at images: 4 of 9"])
    }

    @Test("is nothing where nothing goes on")
    func nothing() {
        var notes = ProgressNotes(at: .zero)
        #expect(notes.line(nil, at: .seconds(99)) == nil)
    }

    @Test("names each server that is waited for once")
    func waits() {
        var notes = ProgressNotes(at: .zero)
        #expect(notes.line(waiting(29), at: .seconds(40)) == nil)
        #expect(notes.line(waiting(30), at: .seconds(41)) == "waiting 30 s for a:1 to answer")
        #expect(notes.line(waiting(90), at: .seconds(101)) == nil)
        #expect(notes.line(waiting(40, for: "b:1"), at: .seconds(120)) == "waiting 40 s for b:1 to answer")
    }
}
