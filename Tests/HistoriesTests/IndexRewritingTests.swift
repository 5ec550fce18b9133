// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Foundation
import OCI
import TestSupport
import Testing

@testable import Histories

@Suite("The index of a folder, written again")
struct IndexRewritingTests {
    private let folder: TemporaryDirectory
    private let archive: TestArchiveSet

    init() throws {
        folder = try TemporaryDirectory()
        archive = try TestArchiveSet(
            [.init("a/one", try TestImage(layers: [[1]])), .init("a/two", try TestImage(layers: [[2]]))],
            parts: 2
        )
        try archive.write(to: folder, "usb")
    }

    private func open() async throws -> (rewriting: IndexRewriting, audits: [VolumeAudit]) {
        let content = try await OpenedArchive.open(folder["usb"], allowingLoss: true)
        return (IndexRewriting(content: content), try await content.audit { _ in })
    }

    private var index: ArchiveIndex? { try? ArchiveIndex.read(folder["usb/mirror_index.json"]) }

    @Test("is what an apply would have written")
    func writes() async throws {
        let (rewriting, audits) = try await open()
        try rewriting.check()
        #expect(
            try rewriting.write(audits, isWhole: true)
                == "The index of 1 set in 2 volumes is written: \(folder["usb/mirror_index.json"])\n"
        )
        #expect(index == [archive].index)
    }

    @Test("is not written where something is not whole")
    func notWhole() async throws {
        let (rewriting, audits) = try await open()
        #expect(try rewriting.write(audits, isWhole: false) == IndexRewriting.refusal(folder["usb"]))
        #expect(index == nil)
        #expect(IndexRewriting.refusal("x").contains("Copy these volumes to x again"))
    }

    /// What comes or goes while the volumes are read.
    @Test(
        "is not written where the volumes changed while they were read",
        arguments: ["mirror_000003.tar", "mirror_000003.tar.partial", "-mirror_000002.tar"]
    )
    func changed(file: String) async throws {
        let (rewriting, audits) = try await open()
        if file.hasPrefix("-") {
            try FileManager.default.removeItem(atPath: folder["usb/\(file.dropFirst())"])
        } else {
            try folder.write("x", to: "usb/\(file)")
        }
        #expect(throws: IndexRewritingError.changed(folder: folder["usb"])) {
            try rewriting.write(audits, isWhole: true)
        }
        #expect(index == nil)
    }

    @Test("is for volumes that mirror wrote")
    func foreign() async throws {
        try folder.write(TestArchive(["docker/registry/v2/blobs/x": "x"]).bytes, to: "other/mirror_000001.tar")
        let volumes = try await OpenedArchive.open(folder["other"], allowingLoss: true)
        #expect(throws: IndexRewritingError.foreign(folder: folder["other"])) {
            try IndexRewriting(content: volumes).check()
        }
        let digest = Digest(of: [1])
        try folder.write(
            [1],
            to: "cache/docker/registry/v2/blobs/sha256/\(digest.hex.prefix(2))/\(digest.hex)/data"
        )
        let storage = try await OpenedArchive.open(folder["cache"], allowingLoss: true)
        #expect(throws: IndexRewritingError.unpacked(folder: folder["cache"])) {
            try IndexRewriting(content: storage).check()
        }
    }
}
