// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Applying

@Suite("The schedule of catalogs")
struct CatalogScheduleTests {
    private static func layer(_ text: String) -> ApplySchedule.Job { .upload(ScheduledWork.digest(text)) }

    /// Runs what may run, without the jobs in `failing`; returns what ended, in its order, with the reasons.
    private static func run(
        _ schedule: inout ApplySchedule,
        failing: [ApplySchedule.Job] = []
    ) -> [(index: Int, failure: String?)] {
        var ended: [(index: Int, failure: String?)] = []
        while let job = schedule.next() {
            schedule.finished(job, failure: failing.contains(job) ? "broken" : nil)
            ended += schedule.takeEnded()
        }
        return ended
    }

    @Test("moves the tags of both catalogs that name an image only when it is in place")
    func shared() throws {
        var work = ScheduledWork()
        try work.image("first", layers: ["the first catalog"])
        try work.image("second", layers: ["the second catalog"])
        try work.image("shared", layers: ["shared"], partOf: ["first", "second"])
        try work.image("own", layers: ["own"], partOf: ["second"])
        var schedule = work.schedule
        var jobs: [ApplySchedule.Job] = []
        while let job = schedule.next() {
            jobs.append(job)
            schedule.finished(job)
        }
        #expect(schedule.takeEnded().allSatisfy { $0.failure == nil })
        let position = { (job: ApplySchedule.Job) in jobs.firstIndex(of: job) ?? -1 }
        #expect(position(.push(0, byDigest: true)) >= 0)
        #expect(position(.tag(0)) > position(.push(2, byDigest: false)))
        #expect(position(.tag(1)) > max(position(.push(2, byDigest: false)), position(.push(3, byDigest: false))))
    }

    @Test("leaves the tag of each catalog that names an image that failed, and no other")
    func failure() throws {
        var work = ScheduledWork()
        try work.image("first", layers: ["the first catalog"])
        try work.image("second", layers: ["the second catalog"])
        try work.image("third", layers: ["the third catalog"])
        try work.image("shared", layers: ["shared"], partOf: ["first", "second"])
        try work.image("own", layers: ["own"], partOf: ["third"])
        var schedule = work.schedule
        let ended = Self.run(&schedule, failing: [Self.layer("shared")])
        let failures = Dictionary(uniqueKeysWithValues: ended.map { ($0.index, $0.failure) })
        let reason = "a part of it could not be copied: broken"
        #expect(failures == [0: reason, 1: reason, 2: nil, 3: "broken", 4: nil])
    }

    @Test("does not wait for images that are in place already")
    func inSync() throws {
        var work = ScheduledWork()
        try work.image("catalog", layers: ["the catalog"])
        try work.image("bundle", layers: ["bundle"], partOf: ["catalog"])
        // A part that is in sync is no action, and one that was done by an earlier run is not pending.
        work.pending[1] = nil
        var schedule = work.schedule
        #expect(schedule.next() == Self.layer("the catalog"))
        schedule.finished(Self.layer("the catalog"))
        #expect(schedule.next() == .push(0, byDigest: false))
    }

    @Test("copies parts of a catalog that is in place itself")
    func catalogInPlace() throws {
        var work = ScheduledWork()
        try work.image("bundle", layers: ["bundle"], partOf: ["catalog"])
        var schedule = work.schedule
        let ended = Self.run(&schedule)
        #expect(ended.map(\.index) == [0] && ended.allSatisfy { $0.failure == nil })
    }

    @Test("moves the tag only when a part's signature is in place too")
    func signatures() throws {
        var work = ScheduledWork()
        try work.image("catalog", layers: ["the catalog"])
        try work.image("bundle", layers: ["bundle"], partOf: ["catalog"])
        try work.image("signature", layers: ["signature"], attachedTo: "bundle")
        var schedule = work.schedule
        let ended = Self.run(&schedule, failing: [Self.layer("signature")])
        #expect(ended.filter { $0.failure == nil }.isEmpty)
        #expect(Set(ended.map(\.index)) == [0, 1, 2])
    }
}
