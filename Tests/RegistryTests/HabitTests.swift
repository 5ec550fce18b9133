// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Registry

@Suite("What is learned of a registry")
struct HabitTests {
    @Test("is whether HEAD is right: at once where it finds something, after four times where it does not")
    func heads() {
        var habit = HeadHabit()
        #expect(!habit.isBelieved && !habit.isFalse)
        for _ in 0..<3 { habit.agreedOnAbsence() }
        #expect(!habit.isBelieved)
        habit.agreedOnAbsence()
        #expect(habit.isBelieved)
        var finding = HeadHabit()
        finding.found()
        #expect(finding.isBelieved && !finding.isFalse)
    }

    @Test("is that HEAD was wrong, which stays whatever it finds later")
    func wrongHeads() {
        var habit = HeadHabit()
        habit.wasWrong()
        habit.found()
        #expect(habit.isFalse && !habit.isBelieved)
    }

    @Test("is whether chunks are refused: at once by a final answer, after three by one that may pass")
    func chunks() {
        var settled = ChunkHabit()
        #expect([settled.refused(mayPass: false)] == [true])
        #expect(settled.areRefused)
        var passing = ChunkHabit()
        #expect(
            [passing.refused(mayPass: true), passing.refused(mayPass: true), passing.refused(mayPass: true)] == [
                false, false, true,
            ]
        )
        #expect(passing.areRefused)
    }

    @Test("is that chunks were taken once, which no refusal changes")
    func provenChunks() {
        var habit = ChunkHabit()
        habit.taken()
        for mayPass in [true, false, true, true] { #expect([habit.refused(mayPass: mayPass)] == [false]) }
        #expect(!habit.areRefused)
    }

    @Test("is the way of a whole blob: the other one once one is refused")
    func wholeUploads() {
        var habit = WholeUploadHabit()
        #expect(habit.way == .put)
        #expect([habit.refused(.put, mayPass: false)] == [true])
        #expect(habit.way == .patch)
        #expect([habit.refused(.patch, mayPass: false)] == [true])
        #expect(habit.way == .put)
        // Somebody else has gone over already.
        var shared = WholeUploadHabit()
        #expect([shared.refused(.put, mayPass: false)] == [true])
        #expect([shared.refused(.put, mayPass: false)] == [true])
        #expect(shared.way == .patch)
    }

    @Test("is that a way works, after which a refusal is about the blob")
    func provenWays() {
        var habit = WholeUploadHabit()
        habit.succeeded(by: .patch)
        #expect(habit.way == .patch)
        #expect([habit.refused(.patch, mayPass: false)] == [false])
        #expect(habit.way == .patch)
        // A blob that was sent the old way may go the proven one.
        #expect([habit.refused(.put, mayPass: false)] == [true])
        #expect(habit.way == .patch)
    }

    @Test("needs three failures where they may pass")
    func passingFailures() {
        var habit = WholeUploadHabit()
        #expect([habit.refused(.put, mayPass: true), habit.refused(.put, mayPass: true)] == [false, false])
        #expect(habit.way == .put)
        #expect([habit.refused(.put, mayPass: true)] == [true])
        #expect(habit.way == .patch)
        habit.succeeded(by: .patch)
        #expect([habit.refused(.patch, mayPass: true)] == [false])
    }

    @Test("begins with nothing")
    func beginning() {
        let habits = RegistryHabits()
        #expect(habits.hasReferrersAPI == nil && habits.deletionActions == nil)
        #expect(!habits.refusesMounts && !habits.hasUnusableReferrersAPI && !habits.hasHiddenRepositories)
        #expect(habits.referrersFailures == 0)
    }
}
