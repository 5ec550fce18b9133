// SPDX-License-Identifier: Apache-2.0

import Applying
import Scheduling
import Testing
import Views

@Suite("The progress of a command")
struct RunProgressTests {
    private let wait = Waiting.Wait(subject: .program("gpgv"), time: .seconds(3))

    @Test("is nothing before and after, unless somebody is waited for")
    func nothing() {
        var progress = RunProgress()
        #expect(progress.snapshot(at: .zero, waitingFor: nil) == nil)
        #expect(progress.snapshot(at: .zero, waitingFor: wait)?.wait == wait)
        progress.update(.activity(Activity("reading")), at: .zero)
        #expect(progress.snapshot(at: .zero, waitingFor: nil)?.activity?.what == "reading")
        progress.update(.ended, at: .zero)
        #expect(progress.snapshot(at: .zero, waitingFor: nil) == nil)
    }

    @Test("measures each activity by itself")
    func speed() {
        var progress = RunProgress()
        progress.update(.activity(Activity("a", count: 0, of: 900)), at: .seconds(10))
        progress.update(.activity(Activity("a", count: 40, of: 900)), at: .seconds(12))
        #expect(progress.snapshot(at: .seconds(12), waitingFor: nil)?.speed == 20)
        progress.update(.activity(Activity("b", count: 7, of: 9)), at: .seconds(13))
        #expect(progress.snapshot(at: .seconds(15), waitingFor: nil)?.speed == 0)
    }

    @Test("is of an apply, or of what came before it")
    func apply() {
        var progress = RunProgress()
        progress.update(.activity(Activity("a")), at: .zero)
        progress.update(.apply(.started(actions: 3, alreadyDone: 0, bytes: 0)), at: .zero)
        let found = progress.snapshot(at: .zero, waitingFor: nil)
        #expect(found?.activity == nil && found?.all == 3)
    }
}
