// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
@testable import Plans

@testable import Runs

@Suite("The room for an archive")
struct ArchiveRoomTests {
    @Test("looks at the room of the disk only for volumes that are to be written")
    func room() throws {
        let folder = try TemporaryDirectory()
        let set = try TestArchiveSet([.init("a/b", try TestImage(layers: [[1]]))])
        var plan = set.plan.plan
        plan.fields.work = .copiesToArchive(folder: folder["deep/out"])
        let room = try #require(ArchiveRoom(for: plan))
        #expect(room.folder == folder["deep/out"] && room.needed == Int64(set.volumes[0].bytes.count))
        #expect(room.free > 0 && !room.isTooSmall)
        #expect(ArchiveRoom(for: .sample) == nil)
        #expect(ArchiveRoom(folder: "x", free: 9, needed: 10).isTooSmall)
        #expect(!ArchiveRoom(folder: "x", free: 10, needed: 10).isTooSmall)
    }
}
