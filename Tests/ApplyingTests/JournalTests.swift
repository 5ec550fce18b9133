// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Registry
import TestSupport
import Testing

@testable import Applying

@Suite("The journal of an apply")
struct JournalTests {
    private let digest = Digest(of: [1])

    private func session(_ offset: Int64) throws -> UploadSession {
        UploadSession(
            repository: try ImageReference("reg/a:1").repository,
            location: "http://reg/v2/a/blobs/uploads/1?_state=x",
            offset: offset
        )
    }

    @Test("remembers how far an upload came, over the end of the process")
    func remembers() throws {
        let folder = try TemporaryDirectory()
        let first = Journal(path: folder["state/j"])
        #expect(!first.resumes)
        try first.begin()
        try first.record(try session(5), of: digest)
        try first.record(try session(9), of: digest)

        let second = Journal(path: folder["state/j"])
        #expect(second.resumes)
        #expect(second.session(of: digest)?.offset == 9)
        try second.begin()
        try second.record(nil, of: digest)
        #expect(Journal(path: folder["state/j"]).session(of: digest) == nil)
    }

    @Test("passes over a line that a crash cut off")
    func tornLine() throws {
        let folder = try TemporaryDirectory()
        let first = Journal(path: folder["j"])
        try first.begin()
        try first.record(try session(5), of: digest)
        var bytes = try folder.read("j")
        bytes += Array("{\"digest\":\"sha".utf8)
        _ = try folder.write(bytes, to: "j")
        let second = Journal(path: folder["j"])
        #expect(second.session(of: digest)?.offset == 5)
        try second.begin()
        try second.record(try session(7), of: digest)
        #expect(Journal(path: folder["j"]).session(of: digest)?.offset == 7)
    }

    @Test("can be read by nobody else")
    func permissions() throws {
        let folder = try TemporaryDirectory()
        try Journal(path: folder["j"]).begin()
        let mode = try FileManager.default.attributesOfItem(atPath: folder["j"])[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }
}
