// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling
import TestSupport
import Testing

@Suite("What a run waits for")
struct WaitingTests {
    private let clock = SteppingClock()
    private var waiting: Waiting { Waiting(time: clock.time) }

    @Test("is told after two seconds, and no longer than it lasts")
    func patience() async throws {
        let waiting = waiting
        try await Waiting.$current.withValue(waiting) {
            try await Waiting.during(.program("gpgv")) {
                #expect(waiting.longest == nil)
                try await clock.time.sleep(.seconds(2))
                #expect(waiting.longest == .init(subject: .program("gpgv"), time: .seconds(2)))
            }
        }
        #expect(waiting.longest == nil)
    }

    @Test("is what lasts longest")
    func longest() async throws {
        let waiting = waiting
        try await Waiting.$current.withValue(waiting) {
            let first = Waiting.Mark(.answer(server: "a"))
            let second = Waiting.Mark(.answer(server: "b"))
            first.begin()
            first.begin()
            try await clock.time.sleep(.seconds(1))
            second.begin()
            try await clock.time.sleep(.seconds(4))
            #expect(waiting.longest == .init(subject: .answer(server: "a"), time: .seconds(5)))
            first.end()
            #expect(waiting.longest == .init(subject: .answer(server: "b"), time: .seconds(4)))
            second.end()
            second.end()
            #expect(waiting.longest == nil)
        }
    }

    @Test("ends with its mark, and is told nobody outside of a run")
    func ends() async throws {
        let waiting = waiting
        Waiting.$current.withValue(waiting) {
            let mark = Waiting.Mark(.program("git"))
            mark.begin()
        }
        try await clock.time.sleep(.seconds(9))
        #expect(waiting.longest == nil)
        let mark = Waiting.Mark(.program("git"))
        mark.begin()
        #expect(waiting.longest == nil)
    }

    @Test("is also a lock that another process holds")
    func lock() async throws {
        let folder = try TemporaryDirectory()
        let waiting = waiting
        let path = folder["x.lock"]
        let held = try FileLock(path)
        await #expect(throws: FileLockError.self) {
            _ = try await Waiting.$current.withValue(waiting) {
                try await FileLock.take(path, waiting: .milliseconds(10)) { _ in
                    clock.pass(.seconds(3))
                    let subject = Waiting.Subject.lock(of: path, process: Int(getpid()))
                    #expect(waiting.longest == .init(subject: subject, time: .seconds(3)))
                }
            }
        }
        withExtendedLifetime(held) {}
        #expect(waiting.longest == nil)
    }
}
