// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Archives

@Suite("A member of an archive")
struct TarEntryTests {
    @Test(
        "has a path in one spelling",
        arguments: [
            ("a", "a"), ("./a", "a"), ("a/", "a"), ("a//b/./c/", "a/b/c"), (".", "."), ("./", "."), ("a..b", "a..b"),
            ("...", "..."), ("é/ü", "é/ü"),
        ]
    )
    func paths(path: String, expected: String) throws {
        #expect(try TarEntry(path: path, kind: .directory).path == expected)
    }

    @Test(
        "is refused with what is wrong with its path",
        arguments: [
            ("", "it has no name"), ("/", "its path is absolute"), ("/a", "its path is absolute"),
            ("a\0b", "its path has a zero byte"),
            ("..", "its path leads out of the archive"), ("a/../b", "its path leads out of the archive"),
            ("./../a", "its path leads out of the archive"),
        ]
    )
    func refusals(path: String, message: String) {
        #expect(throws: ArchiveError(subject: "member `\(path)`", message: message)) {
            try TarEntry(path: path, kind: .directory)
        }
    }

    @Test("shows no more than the beginning of a path that is too long")
    func longPath() {
        let path = String(repeating: "x", count: 4097)
        let error = #expect(throws: ArchiveError.self) { try TarEntry(path: path, kind: .directory) }
        #expect(error?.description == "member `\(path.prefix(200))`: its path is longer than 4096 bytes")
        let target = #expect(throws: ArchiveError.self) { try TarEntry(path: "x", kind: .hardLink(target: path)) }
        #expect(target?.message == "the target of its link is longer than 4096 bytes")
    }

    @Test("has permissions and nothing else of a mode, and owners that are numbers")
    func attributes() throws {
        #expect(try TarEntry(path: "x", kind: .directory, mode: 0o107777).mode == 0o7777)
        #expect(try TarEntry(path: "x", kind: .directory, mode: 0o40755).mode == 0o755)
        #expect(TarEntry.Owner(user: -1, group: -7) == .root)
        #expect(TarEntry.Owner(user: 5, group: -7) == TarEntry.Owner(user: 5, group: 0))
    }

    @Test("has bytes only where it is a file")
    func sizes() throws {
        #expect(try TarEntry(path: "x", kind: .file(size: 7)).size == 7)
        for kind in [TarEntry.Kind.directory, .special, .hardLink(target: "a"), .symbolicLink(target: "a")] {
            #expect(try TarEntry(path: "x", kind: kind).size == 0)
        }
    }

    @Test(
        "is in every error of a file that is no plain archive",
        arguments: [
            (PlainTarError.unreadable, "it cannot be read"), (.empty, "it is empty, expected a tar archive"),
            (.compressed("zstd"), "it is compressed with zstd, expected a plain tar archive"),
            (.noTar, "it is not a tar archive, or its first header is damaged"),
            (.truncated("m", end: 9, size: 7), "it ends inside its member `m`: found 7 bytes, expected at least 9"),
            (
                .endless(end: 512, size: 1535),
                "it ends after a member, without the end-of-archive mark: found 1535 bytes, expected more"
            ),
            (.endless(end: 512, size: 1536), "at 512 there is neither a member nor the end-of-archive mark"),
            (.malformed("m", "why"), "its member `m`, or the part after it, is damaged: why"),
            (.malformed(nil, "why"), "its first member is damaged: why"),
            (.stored("m"), "its member `m` is stored in pieces, as sparse files are"),
        ]
    )
    func errors(error: PlainTarError, text: String) {
        #expect(error.description == text)
    }

    @Test("is written in whole or not at all")
    func writer() throws {
        var written: [UInt8] = []
        var writer = TarWriter { written += $0 }
        try writer.begin(TarEntry(path: "a", kind: .file(size: 3)))
        try writer.write([1, 2])
        #expect(throws: ArchiveError(subject: "member `a`", message: "it is longer than announced")) {
            try writer.write([3, 4])
        }
        #expect(throws: ArchiveError(subject: "member `a`", message: "1 bytes of it are missing")) {
            try writer.begin(TarEntry(path: "b", kind: .directory))
        }
        try writer.write([3])
        #expect(throws: ArchiveError(subject: "member `p`", message: "devices and pipes are not written")) {
            try writer.begin(TarEntry(path: "p", kind: .special))
        }
        try writer.add("c", [7], mode: 0o600, modified: 5)
        try writer.finish()
        let expected = try TarWriter.archive([
            (TarEntry(path: "a", kind: .file(size: 3)), [1, 2, 3]),
            (TarEntry(path: "c", kind: .file(size: 1), mode: 0o600, modified: 5), [7]),
        ])
        #expect(written == expected)
        #expect(throws: ArchiveError(subject: "member `a`", message: "it is not as long as announced")) {
            try TarWriter.archive([(TarEntry(path: "a", kind: .file(size: 3)), [1])])
        }
    }

    @Test("beyond the number that is read is an error", arguments: [(2, true), (3, false)])
    func limits(limit: Int, isRefused: Bool) throws {
        let bytes = try TestArchive(["a": "1", "b": "2"]).bytes
        let reader = try TarReader(bytes, name: "x.tar", limit: limit)
        #expect(try reader.next()?.path == "a")
        #expect(try reader.next()?.path == "b")
        guard isRefused else {
            #expect(try reader.next() == nil)
            return
        }
        #expect(throws: ArchiveError(subject: "x.tar", message: "it has more than the 2 members that are read")) {
            try reader.next()
        }
    }

    @Test("is read to a bound, in pieces of any size", arguments: [1, 2, 5, 6, 100])
    func pieces(size: Int) throws {
        let reader = try TarReader(TestArchive(["a": "12345"]).bytes, name: "x.tar")
        _ = try reader.next()
        var found: [UInt8] = []
        while let piece = try reader.read(upTo: size) {
            #expect(!piece.isEmpty && piece.count <= size)
            found += piece
        }
        #expect(found == Array("12345".utf8))
        let bounded = try TarReader(TestArchive(["a": "12345"]).bytes, name: "x.tar")
        _ = try bounded.next()
        guard size < 5 else {
            #expect(try bounded.readAll(limit: size) == found)
            return
        }
        #expect(
            throws: ArchiveError(
                subject: "x.tar, member `a`",
                message: "it is longer than the \(size) bytes that are read"
            )
        ) {
            try bounded.readAll(limit: size)
        }
    }
}

@Suite("Chunks on their way to a thread")
struct ChunkHandoverTests {
    private struct Broken: Error {}

    private func next(_ handover: ChunkHandover) -> [UInt8]? {
        guard case .chunk(let chunk) = handover.take() else { return nil }
        return chunk
    }

    @Test("come in order, and the end comes again and again")
    func order() async {
        let handover = ChunkHandover(capacity: 9)
        await handover.fill(from: MemoryStream([1, 2, 3, 4, 5], piece: 2))
        #expect([next(handover), next(handover), next(handover)] == [[1, 2], [3, 4], [5]])
        for _ in 0..<3 {
            guard case .ended = handover.take() else {
                Issue.record("it did not end")
                return
            }
        }
        #expect(handover.failure == nil)
    }

    @Test("are dropped where the stream fails, and the failure is kept")
    func failure() async {
        let handover = ChunkHandover(capacity: 9)
        await handover.fill(from: MemoryStream([1, 2, 3], piece: 1, failure: Broken()))
        guard case .failed = handover.take() else {
            Issue.record("it did not fail")
            return
        }
        #expect(handover.failure is Broken)
        // The first end counts.
        handover.end(.success(()))
        #expect(handover.failure is Broken)
    }

    @Test("are not wanted once the thread is done", .timeLimit(.minutes(1)))
    func closed() async {
        let handover = ChunkHandover(capacity: 1)
        handover.close()
        await handover.fill(from: MemoryStream([UInt8](repeating: 1, count: 1000), piece: 1))
        #expect(handover.failure == nil)
    }
}
