// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing

@testable import Runs

@Suite("The description of a registry's storage")
struct DescribeStorageTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func report(verifies: Bool) async throws -> ArchiveReport {
        try await DescribeRun(of: folder["cache"], verifies: verifies, writesIndex: false) { _ in }.report()
    }

    @Test("tells the storage of a registry from volumes, and reads its blobs")
    func storage() async throws {
        let (good, bad) = (Digest(of: Array("good".utf8)), Digest(of: Array("bad".utf8)))
        let path = { (digest: Digest) in
            "cache/docker/registry/v2/blobs/sha256/\(digest.hex.prefix(2))/\(digest.hex)/data"
        }
        try folder.write("good", to: path(good))
        try folder.write("worse", to: path(bad))
        let headers = try await report(verifies: false)
        #expect(headers.kind == .storage && headers.blobs == 2 && headers.isWhole)
        let read = try await report(verifies: true)
        #expect(read.verified && read.problems.count == 1, "\(read.problems)")
        #expect(read.problems[0].contains(bad.hex))
    }
}
