// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layouts
import OCI
import TestSupport
import Testing

@Suite("A store of blobs")
struct BlobStoreTests {
    private let folder: TemporaryDirectory
    private let store: BlobStore
    private let content = Array("a blob".utf8)
    private var digest: Digest { Digest(of: content) }

    init() throws {
        folder = try TemporaryDirectory()
        store = BlobStore(root: folder.path)
    }

    @Test("is there once it has a folder for blobs")
    func exists() throws {
        #expect(!store.exists)
        #expect(!store.hasRepositories)
        try folder.write("x", to: "docker/registry/v2/repositories")
        #expect(store.hasRepositories)
        try folder.write("x", to: "docker/registry/v2/blobs")
        #expect(!store.exists)
        try FileManager.default.removeItem(atPath: folder["docker/registry/v2/blobs"])
        try folder.makeDirectory("docker/registry/v2/blobs")
        #expect(store.exists)
    }

    @Test("holds a blob whose size and bytes are the promised ones", arguments: Digest.Algorithm.allCases)
    func holds(algorithm: Digest.Algorithm) throws {
        let digest = Digest(of: content, algorithm: algorithm)
        #expect(!store.mayHold(digest, size: 6))
        try folder.write(content, to: StoragePath.blob(digest))
        #expect(store.mayHold(digest, size: 6) && store.holds(digest, size: 6))
        #expect(!store.mayHold(digest, size: 5) && !store.holds(digest, size: 7))
        try folder.write("a blow", to: StoragePath.blob(digest))
        #expect(store.mayHold(digest, size: 6) && !store.holds(digest, size: 6))
    }

    @Test("holds nothing in the place of which a link or a folder lies")
    func links() throws {
        let elsewhere = try folder.write(content, to: "elsewhere")
        try folder.makeDirectory(String(StoragePath.blob(digest).dropLast("/data".count)))
        try FileManager.default.createSymbolicLink(atPath: store.path(of: digest), withDestinationPath: elsewhere)
        #expect(!store.mayHold(digest, size: 6))
        #expect(!store.holds(digest, size: 6))
        try FileManager.default.removeItem(atPath: store.path(of: digest))
        try folder.makeDirectory(StoragePath.blob(digest))
        let size = try #require(FileStatus(store.path(of: digest))?.size)
        #expect(!store.mayHold(digest, size: size))
    }

    @Test("has files with a kind, a size and a time, and follows no link")
    func status() throws {
        let path = try folder.write("12345", to: "file")
        let time = Date(timeIntervalSince1970: 1_700_000_000.5)
        try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
        let status = try #require(FileStatus(path))
        #expect(status.kind == .regular)
        #expect(status.size == 5)
        #expect(abs(status.modified.timeIntervalSince(time)) < 0.001)
        #expect(FileStatus(folder.path)?.kind == .folder)
        try FileManager.default.createSymbolicLink(atPath: folder["link"], withDestinationPath: path)
        #expect(FileStatus(folder["link"])?.kind == .other)
        #expect(FileStatus(folder["none"]) == nil)
        #expect(FileStatus("\(path)/inside") == nil)
    }
}

@Suite("A walk through folders")
struct FolderWalkTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func names(in name: String) throws -> [String] {
        var names: [String] = []
        try FolderWalk(root: folder.path).files(in: name) { name, status in
            #expect(status.kind == .regular)
            names.append("\(name) \(status.size)")
        }
        return names
    }

    @Test("tells the files of every folder, sorted by name")
    func order() throws {
        for (name, text) in [
            ("a/z", "1"), ("a/b/y", "22"), ("a/b/x", ""), ("a/A", "333"), ("a/c/d/w", "4"), ("other/v", "5"),
        ] {
            try folder.write(text, to: name)
        }
        #expect(try names(in: "a") == ["a/A 3", "a/b/x 0", "a/b/y 2", "a/c/d/w 1", "a/z 1"])
        #expect(try names(in: "a/b") == ["a/b/x 0", "a/b/y 2"])
        #expect(try names(in: "none").isEmpty)
        #expect(try names(in: "a/z").isEmpty)
    }

    @Test("goes through no link and tells of none")
    func links() throws {
        try folder.write("1", to: "outside/file")
        try folder.write("1", to: "a/file")
        try FileManager.default.createSymbolicLink(atPath: folder["a/folder"], withDestinationPath: folder["outside"])
        try FileManager.default.createSymbolicLink(
            atPath: folder["a/link"],
            withDestinationPath: folder["outside/file"]
        )
        try FileManager.default.createSymbolicLink(atPath: folder["b"], withDestinationPath: folder["a"])
        #expect(try names(in: "a") == ["a/file 1"])
        #expect(try names(in: "b").isEmpty)
    }

    @Test("goes eight folders down, and no deeper")
    func depth() throws {
        let deepest = "a" + String(repeating: "/d", count: 8)
        try folder.write("1", to: "\(deepest)/file")
        try folder.write("1", to: "\(deepest)/d/file")
        #expect(try names(in: "a") == ["\(deepest)/file 1"])
    }

    @Test("ends with what its reader throws")
    func errors() throws {
        struct Stop: Error {}
        for name in ["a/1", "a/2", "a/3"] { try folder.write("", to: name) }
        var count = 0
        #expect(throws: Stop.self) {
            try FolderWalk(root: folder.path).files(in: "a") { _, _ in
                count += 1
                if count == 2 { throw Stop() }
            }
        }
        #expect(count == 2)
    }
}
