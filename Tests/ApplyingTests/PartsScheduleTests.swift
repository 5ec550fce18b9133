// SPDX-License-Identifier: Apache-2.0

import Plans
import TestSupport
import Testing

@testable import Applying

@Suite("The schedule of a release")
struct PartsScheduleTests {
    @Test("moves the payload's tag only when every component is in place")
    func order() throws {
        var work = ScheduledWork()
        try work.image("payload", layers: ["the payload's long layer"])
        try work.image("etcd", layers: ["etcd's layer"], partOf: ["payload"])
        try work.image("console", layers: ["layer"], partOf: ["payload"])
        var schedule = work.schedule
        let payload = ScheduledWork.digest("the payload's long layer")
        let etcd = ScheduledWork.digest("etcd's layer")
        let console = ScheduledWork.digest("layer")
        #expect(
            [schedule.next(), schedule.next(), schedule.next()] == [.upload(payload), .upload(etcd), .upload(console)]
        )
        schedule.finished(.upload(payload))
        #expect(schedule.next() == .push(0, byDigest: true))
        schedule.finished(.push(0, byDigest: true))
        #expect(schedule.next() == nil, "the tag waits for both components")
        schedule.finished(.upload(etcd))
        #expect(schedule.next() == .push(1, byDigest: false))
        schedule.finished(.push(1, byDigest: false))
        #expect(schedule.next() == nil, "the tag waits for the other component")
        schedule.finished(.upload(console))
        #expect(schedule.next() == .push(2, byDigest: false))
        schedule.finished(.push(2, byDigest: false))
        #expect(schedule.next() == .tag(0))
        schedule.finished(.tag(0))
        #expect(schedule.takeEnded().map(\.index) == [1, 2, 0])
    }

    @Test("fails a payload with its first failed component, and no component with its payload")
    func failures() throws {
        var work = ScheduledWork()
        try work.image("payload", layers: ["the payload's long layer"])
        try work.image("etcd", layers: ["etcd's layer"], partOf: ["payload"])
        try work.image("console", layers: ["layer"], partOf: ["payload"])
        var first = work.schedule
        first.finished(.upload(ScheduledWork.digest("etcd's layer")), failure: "broken")
        let ended = first.takeEnded()
        #expect(ended.map(\.index) == [1, 0])
        #expect(ended.map(\.failure) == ["broken", "a part of it could not be copied: broken"])
        #expect(first.next() == .upload(ScheduledWork.digest("layer")), "the other component is of use all the same")

        var second = work.schedule
        second.finished(.upload(ScheduledWork.digest("the payload's long layer")), failure: "broken")
        #expect(second.takeEnded().map(\.index) == [0])
        #expect(second.next() == .upload(ScheduledWork.digest("etcd's layer")))
    }

    @Test("fails a payload whose component cannot be read")
    func failedRead() throws {
        var work = ScheduledWork()
        try work.image("payload", layers: ["layer"])
        try work.image("etcd", layers: ["etcd's layer"], partOf: ["payload"])
        let etcd = try #require(work.pending[1])
        work.pending[1] = nil
        var schedule = ApplySchedule(
            work.pending,
            blobs: Array(work.blobs.values),
            failed: [.init(content: etcd.content, partOf: etcd.action.partOf ?? [], reason: "gone")]
        )
        #expect(schedule.takeEnded().map(\.failure) == ["a part of it could not be copied: gone"])
        #expect(schedule.next() == nil)
    }

    @Test("tags no payload before its components, whatever fails and in whatever order", arguments: 0..<100)
    func invariant(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var work = ScheduledWork()
        let payloads = Int.random(in: 1...3, using: &generator)
        for index in 0..<payloads { try work.image("p\(index)", layers: ["payload \(index)"]) }
        for index in 0..<Int.random(in: 1...9, using: &generator) {
            let owners = (0..<payloads).filter { _ in Bool.random(using: &generator) }.map { "p\($0)" }
            try work.image("c\(index)", layers: ["layer \(Int.random(in: 0..<5, using: &generator))"], partOf: owners)
            if Bool.random(using: &generator) {
                try work.image("s\(index)", layers: ["signature \(index)"], attachedTo: "c\(index)")
            }
        }
        var schedule = work.schedule
        var running: [ApplySchedule.Job] = []
        var done: Set<Int> = []
        var ended: [Int] = []
        while true {
            while running.count < 3, let job = schedule.next() { running.append(job) }
            guard !running.isEmpty else { break }
            let job = running.remove(at: Int.random(in: 0..<running.count, using: &generator))
            schedule.finished(job, failure: Int.random(in: 0..<8, using: &generator) == 0 ? "failed" : nil)
            for (index, failure) in schedule.takeEnded() {
                ended.append(index)
                guard failure == nil, let payload = work.pending[index] else { continue }
                done.insert(index)
                let parts = work.pending.filter { $1.action.partOf?.contains(payload.action.destination) == true }
                #expect(parts.keys.allSatisfy(done.contains), "\(index) was tagged before its parts")
            }
        }
        #expect(ended.sorted() == work.pending.keys.sorted())
    }
}
