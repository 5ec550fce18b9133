// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import TestSupport
import Testing

@testable import Applying

@Suite("The schedule of an apply")
struct ApplyScheduleTests {
    @Test("uploads the longest blob first, mounts it elsewhere, and pushes what is complete at once")
    func order() throws {
        var work = ScheduledWork()
        try work.image("a", layers: ["a very long base layer", "a"])
        try work.image("b", layers: ["a very long base layer", "bb"])
        var schedule = work.schedule
        let base = ScheduledWork.digest("a very long base layer")
        #expect(schedule.next() == .upload(base))
        #expect(schedule.next() == .upload(ScheduledWork.digest("bb")))
        schedule.finished(.upload(base))
        #expect(schedule.next() == .mount(base, into: "reg.io/b"))
        schedule.finished(.upload(ScheduledWork.digest("bb")))
        #expect(schedule.next() == .upload(ScheduledWork.digest("a")))
        schedule.finished(.mount(base, into: "reg.io/b"))
        #expect(schedule.next() == .push(1, byDigest: false))
        #expect(schedule.next() == nil)
    }

    @Test("fails the images that need a blob which failed, and only those")
    func failure() throws {
        var work = ScheduledWork()
        try work.image("a", layers: ["shared", "a"])
        try work.image("b", layers: ["shared", "b"])
        try work.image("c", layers: ["c"])
        var schedule = work.schedule
        #expect(schedule.next() == .upload(ScheduledWork.digest("shared")))
        schedule.finished(.upload(ScheduledWork.digest("shared")), failure: "broken")
        #expect(schedule.takeEnded().map(\.failure) == ["broken", "broken"])
        // What only the failed images need is not moved.
        #expect(schedule.next() == .upload(ScheduledWork.digest("c")))
        #expect(schedule.next() == nil)
    }

    @Test("moves the tag only when the signature is in place")
    func attachments() throws {
        var work = ScheduledWork()
        try work.image("a", layers: ["layer of a"])
        try work.image("a-sig", layers: ["sig"], attachedTo: "a")
        var schedule = work.schedule
        #expect(schedule.next() == .upload(ScheduledWork.digest("layer of a")))
        #expect(schedule.next() == .upload(ScheduledWork.digest("sig")))
        schedule.finished(.upload(ScheduledWork.digest("layer of a")))
        #expect(schedule.next() == .push(0, byDigest: true))
        schedule.finished(.upload(ScheduledWork.digest("sig")))
        #expect(schedule.next() == nil, "the signature waits for its image's manifest")
        schedule.finished(.push(0, byDigest: true))
        #expect(schedule.takeEnded().isEmpty)
        #expect(schedule.next() == .push(1, byDigest: false))
        schedule.finished(.push(1, byDigest: false))
        #expect(schedule.next() == .tag(0))
        schedule.finished(.tag(0))
        #expect(schedule.takeEnded().map(\.index) == [1, 0])
    }

    @Test("fails an image whose signature cannot be copied, and a signature whose image failed")
    func attachmentFailures() throws {
        var work = ScheduledWork()
        try work.image("a", layers: ["layer of a"])
        try work.image("a-sig", layers: ["sig"], attachedTo: "a")
        var first = work.schedule
        #expect(first.next() != nil && first.next() != nil)
        first.finished(.upload(ScheduledWork.digest("layer of a")))
        first.finished(.upload(ScheduledWork.digest("sig")), failure: "broken")
        let ended = first.takeEnded()
        #expect(Set(ended.map(\.index)) == [0, 1])
        #expect(ended.last?.failure == "its signature or attachment could not be copied: broken")

        var second = work.schedule
        second.finished(.upload(ScheduledWork.digest("layer of a")), failure: "broken")
        #expect(second.takeEnded().compactMap(\.failure) == ["broken", "its image failed"])
    }

    @Test("never moves the tag of an image that failed while it waited for its turn")
    func failedWhileQueued() throws {
        var work = ScheduledWork()
        try work.image("a", layers: ["layer of a"])
        try work.image("a-sig", layers: ["sig"], attachedTo: "a")
        var schedule = work.schedule
        #expect(schedule.next() == .upload(ScheduledWork.digest("layer of a")))
        #expect(schedule.next() == .upload(ScheduledWork.digest("sig")))
        schedule.finished(.upload(ScheduledWork.digest("layer of a")))
        schedule.finished(.upload(ScheduledWork.digest("sig")), failure: "broken")
        #expect(schedule.next() == nil)
    }

    @Test("fails an image whose signature cannot be read, and a signature whose image cannot be read")
    func failedReads() throws {
        var work = ScheduledWork()
        try work.image("a", layers: ["layer of a"])
        try work.image("a-sig", layers: ["sig"], attachedTo: "a")
        let image = try #require(work.pending[0])
        let signature = try #require(work.pending[1])
        work.pending[1] = nil
        var first = ApplySchedule(
            work.pending,
            blobs: Array(work.blobs.values),
            failed: [.init(content: signature.content, attachedTo: signature.action.attachedTo, reason: "gone")]
        )
        #expect(first.takeEnded().map(\.index) == [0])
        #expect(first.next() == nil)
        var second = ApplySchedule(
            [1: signature],
            blobs: Array(work.blobs.values),
            failed: [.init(content: image.content, attachedTo: nil, reason: "gone")]
        )
        #expect(second.takeEnded().map(\.failure) == ["its image failed"])
    }

    @Test("lets every tag of a content wait for its signature")
    func twoTags() throws {
        var work = ScheduledWork()
        try work.image("a", layers: ["layer of a"])
        var twin = try #require(work.pending[0])
        try work.image("a-sig", layers: ["sig"], attachedTo: "a")
        twin = PlannedImage(
            action: twin.action,
            repository: twin.repository,
            reference: .tag(try Tag("2")),
            place: twin.place,
            tree: twin.tree
        )
        work.pending[2] = twin
        var schedule = work.schedule
        let uploads = [schedule.next(), schedule.next()].compactMap(\.self)
        #expect(Set(uploads) == [.upload(ScheduledWork.digest("layer of a")), .upload(ScheduledWork.digest("sig"))])
        for upload in uploads { schedule.finished(upload) }
        let pushes = [schedule.next(), schedule.next()].compactMap(\.self)
        #expect(Set(pushes) == [.push(0, byDigest: true), .push(2, byDigest: true)])
        #expect(schedule.next() == nil)
        schedule.finished(pushes[0])
        #expect(schedule.next() == .push(1, byDigest: false))
        schedule.finished(.push(1, byDigest: false))
        // The second image is still on its way: only the first may be tagged.
        let next = schedule.next()
        let first = try #require(next)
        #expect(schedule.next() == nil)
        schedule.finished(first)
        schedule.finished(pushes[1])
        let last = schedule.next()
        let second = try #require(last)
        #expect(Set([first, second]) == [.tag(0), .tag(2)])
        schedule.finished(second)
        #expect(Set(schedule.takeEnded().map(\.index)) == [0, 1, 2])
    }

    @Test("ends every image exactly once and tags none that failed, whatever fails", arguments: 0..<100)
    func everyImageEnds(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var work = ScheduledWork()
        let count = Int.random(in: 1...12, using: &generator)
        for index in 0..<count {
            let layers = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                "layer \(Int.random(in: 0..<8, using: &generator))"
            }
            let subject = index > 0 && Bool.random(using: &generator) ? "r0" : nil
            try work.image("r\(index)", layers: Array(Set(layers)).sorted(), attachedTo: subject)
        }
        var schedule = work.schedule
        var running: [ApplySchedule.Job] = []
        var ended: [Int] = []
        var pushed: Set<Int> = []
        var failed: Set<Int> = []
        // A job that was under way when its image failed may still end.
        var wasRunning: Set<ApplySchedule.Job> = []
        while true {
            while running.count < 3, let job = schedule.next() { running.append(job) }
            guard !running.isEmpty else { break }
            let job = running.remove(at: Int.random(in: 0..<running.count, using: &generator))
            if case .push(let index, _) = job { #expect(pushed.insert(index).inserted) }
            switch job {
            case .push(let index, byDigest: false), .tag(let index):
                #expect(!failed.contains(index) || wasRunning.contains(job))
            default: break
            }
            let fails = Int.random(in: 0..<6, using: &generator) == 0
            schedule.finished(job, failure: fails ? "failed" : nil)
            for (index, failure) in schedule.takeEnded() {
                ended.append(index)
                if failure != nil { failed.insert(index) }
            }
            wasRunning = Set(running)
        }
        #expect(ended.sorted() == Array(0..<count))
    }
}
