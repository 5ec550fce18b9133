// SPDX-License-Identifier: Apache-2.0

import Archives
import ByteStreams
import Foundation
import Scheduling
import TestSupport
import Testing

/// What a stream of a test throws.
private struct Broken: Error, Equatable {}

/// Bytes that never end: one member that claims to be very long.
private actor EndlessStream: ByteStream {
    private let start: [UInt8]
    private(set) var chunks = 0

    init(_ start: [UInt8]) { self.start = start }

    func next() async throws -> [UInt8]? {
        try Task.checkCancellation()
        chunks += 1
        return chunks == 1 ? start : [UInt8](repeating: 7, count: 64 << 10)
    }
}

/// Hands out its first bytes and then waits until the task is cancelled.
private struct StalledStream: ByteStream {
    let start: MemoryStream

    func next() async throws -> [UInt8]? {
        if let chunk = try await start.next() { return chunk }
        try await Task.sleep(for: .seconds(3600))
        return nil
    }
}

/// The paths and bytes of an archive.
@Sendable
private func contents(_ reader: TarReader) throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    while let entry = try reader.next() { result[entry.path] = try reader.readAll(limit: 10 << 20) }
    return result
}

@Suite("An archive that is read while it arrives")
struct StreamedArchiveTests {
    private let files: [String: [UInt8]]
    private let archive: [UInt8]

    init() throws {
        var generator = SeededGenerator(seed: 1)
        files = ["a": [], "b/größe": generator.bytes(10), "c": generator.bytes(2_000_000), "d": generator.bytes(513)]
        var bytes: [UInt8] = []
        var writer = TarWriter { bytes += $0 }
        for (path, content) in files.sorted(by: { $0.key < $1.key }) { try writer.add(path, content) }
        try writer.finish()
        archive = bytes
    }

    @Test("is the same as one in memory, however its bytes are cut", arguments: [100, 512, 65_536, 10_000_000])
    func pieces(piece: Int) async throws {
        let found = try await TarReader.reading(MemoryStream(archive, piece: piece), name: "test", contents)
        #expect(found == files)
    }

    @Test("is read through its compression", arguments: ["gzip", "zstd"])
    func compressed(tool: String) async throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write(archive, to: "test.tar")
        try toolOutput([tool, "-q", "-k", path])
        let suffix = tool == "gzip" ? "gz" : "zst"
        let bytes = try directory.read("test.tar.\(suffix)")
        #expect(try await TarReader.reading(MemoryStream(bytes, piece: 1000), name: "test", contents) == files)
        let error = await #expect(throws: ArchiveError.self) {
            try await TarReader.reading(MemoryStream(Array(bytes.dropLast(5000))), name: "test", contents)
        }
        #expect(error?.subject == "test, member `c`")
    }

    @Test("fails with the stream's error, even where the reader was content", arguments: [0, 600, 1_000_000])
    func brokenStream(length: Int) async throws {
        let stream = MemoryStream(Array(archive.prefix(length)), failure: Broken())
        await #expect(throws: Broken.self) { try await TarReader.reading(stream, name: "test", contents) }
        let again = MemoryStream(Array(archive.prefix(length)), failure: Broken())
        await #expect(throws: Broken.self) {
            try await TarReader.reading(again, name: "test") { reader in (try? contents(reader)) ?? [:] }
        }
    }

    @Test("fails with the body's error, and the stream is asked for no more than what waits")
    func failingBody() async throws {
        let stream = EndlessStream(try TarEntry(path: "a", kind: .file(size: 1 << 40)).header)
        await #expect(throws: Broken.self) {
            try await TarReader.reading(stream, name: "test") { reader in
                _ = try reader.next()
                throw Broken()
            }
        }
        #expect(await stream.chunks < 16)
    }

    @Test("waits in a few chunks, not in memory")
    func backPressure() async throws {
        let stream = EndlessStream(try TarEntry(path: "a", kind: .file(size: 1 << 40)).header)
        let size = try await TarReader.reading(stream, name: "test") { reader in
            let entry = try reader.next()
            // Time for a task that does not wait to run away.
            for _ in 0..<20 { Thread.sleep(forTimeInterval: 0.001) }
            return entry?.size
        }
        #expect(size == 1 << 40)
        #expect(await stream.chunks < 16)
    }

    @Test("leaves both sides when it is cancelled")
    func cancelled() async throws {
        let stream = StalledStream(start: MemoryStream(Array(archive.prefix(4096))))
        let (begun, signal) = AsyncStream<Void>.makeStream()
        let task = Task {
            try await TarReader.reading(stream, name: "test") { reader in
                _ = try reader.next()
                signal.finish()
                return try contents(reader)
            }
        }
        for await _ in begun {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
