// SPDX-License-Identifier: Apache-2.0

import Plans
import TestSupport
import Testing

@testable import Applying

@Suite("The schedule of an apply that is to stop")
struct StoppedScheduleTests {
    private let base = ScheduledWork.digest("a very long base layer")

    private func twoImages() throws -> ScheduledWork {
        var work = ScheduledWork()
        try work.image("a", layers: ["a very long base layer", "a"])
        try work.image("b", layers: ["a very long base layer", "bb"])
        return work
    }

    @Test("begins no upload")
    func uploads() throws {
        var schedule = try twoImages().schedule
        #expect(schedule.nextToComplete() == nil)
        #expect(schedule.next() == .upload(base), "nothing is lost for a run that goes on")
    }

    @Test("pushes an image whose blobs are all there, and no other")
    func pushes() throws {
        var schedule = try twoImages().schedule
        #expect(schedule.next() == .upload(base))
        schedule.finished(.upload(base))
        schedule.finished(.upload(ScheduledWork.digest("a")))
        #expect(schedule.nextToComplete() == .push(0, byDigest: false))
        #expect(schedule.nextToComplete() == nil, "the other image lacks a blob, so its mount helps nobody")
    }

    @Test("mounts what an image lacks if that completes it, also when its last blob arrives later")
    func mounts() throws {
        var schedule = try twoImages().schedule
        schedule.finished(.upload(base))
        #expect(schedule.nextToComplete() == nil)
        schedule.finished(.upload(ScheduledWork.digest("bb")))
        #expect(schedule.nextToComplete() == .mount(base, into: "reg.io/b"))
        #expect(schedule.nextToComplete() == nil)
        schedule.finished(.mount(base, into: "reg.io/b"))
        #expect(schedule.nextToComplete() == .push(1, byDigest: false))
    }

    @Test("moves the tag of an image whose signature is in place")
    func tags() throws {
        var work = ScheduledWork()
        try work.image("a", layers: ["layer of a"])
        try work.image("a-sig", layers: ["sig"], attachedTo: "a")
        var schedule = work.schedule
        schedule.finished(.upload(ScheduledWork.digest("layer of a")))
        schedule.finished(.upload(ScheduledWork.digest("sig")))
        for job: ApplySchedule.Job in [.push(0, byDigest: true), .push(1, byDigest: false), .tag(0)] {
            #expect(schedule.nextToComplete() == job)
            schedule.finished(job)
        }
        #expect(schedule.nextToComplete() == nil)
    }
}
