// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import ByteStreams
import Foundation
import Layouts
import OCI
import TestSupport
import Testing

@Suite("A stream of a file")
struct FileStreamTests {
    private let folder: TemporaryDirectory
    private let path: String
    private let content: [UInt8]

    init() throws {
        folder = try TemporaryDirectory()
        var generator = SeededGenerator(seed: 4)
        content = generator.bytes(600_000)
        path = try folder.write(content, to: "file")
    }

    @Test("gives what lies behind the offset", arguments: [0, 1, 524_288, 599_999, 600_000])
    func offsets(offset: Int) async throws {
        let stream = try FileStream(path: path, size: 600_000, from: Int64(offset))
        #expect(try await stream.collect(limit: 600_000) == Array(content[offset...]))
        #expect(try await stream.next() == nil)
    }

    @Test("comes in chunks of half a mebibyte")
    func chunks() async throws {
        let stream = try FileStream(path: path, size: 600_000)
        #expect(try await stream.next()?.count == 524_288)
        #expect(try await stream.next()?.count == 600_000 - 524_288)
        #expect(try await stream.next() == nil)
    }

    @Test(
        "is of a file of the size that is expected, from a place inside of it",
        arguments: [
            (599_999, 0, "expected 599999"), (600_001, 0, "expected 600001"), (600_001, 600_001, "expected 600001"),
            (600_000, -1, "none at -1"), (600_000, 600_001, "none at 600001"),
        ] as [(Int64, Int64, String)]
    )
    func sizes(size: Int64, offset: Int64, problem: String) {
        let error = #expect(throws: LayoutError.self) { try FileStream(path: path, size: size, from: offset) }
        #expect(error == LayoutError(path: path, message: "it has 600000 bytes, \(problem)"))
        #expect(error?.description == "\(path): it has 600000 bytes, \(problem)")
    }

    @Test("tells of a file that is not there, or no file")
    func missing() {
        let none = folder["none"]
        #expect(throws: LayoutError(path: none, message: "it cannot be read; it may have been removed")) {
            try FileStream(path: none, size: 1)
        }
        #expect(throws: LayoutError.self) { try FileStream(path: folder.path, size: 1) }
    }

    @Test("tells how many bytes are missing where the file becomes shorter")
    func cut() async throws {
        let stream = try FileStream(path: path, size: 600_000)
        try FileHandle(forWritingTo: URL(filePath: path)).truncate(atOffset: 500_000)
        #expect(try await stream.next()?.count == 500_000)
        await #expect(throws: LayoutError(path: path, message: "it ends 100000 bytes early")) {
            _ = try await stream.next()
        }
    }

    @Test("of a part ends where the part does")
    func part() async throws {
        let handle = try #require(FileHandle(forReadingAtPath: path))
        try handle.seek(toOffset: 10)
        #expect(try await FileStream(handle, path: path, size: 20).collect(limit: 100) == Array(content[10..<30]))
    }

    @Test("ends with its task")
    func cancelled() async throws {
        let stream = try FileStream(path: path, size: 600_000)
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await stream.next()
        }
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }

    @Test("and a digest see the same bytes", arguments: Digest.Algorithm.allCases)
    func digests(algorithm: Digest.Algorithm) throws {
        #expect(try Digest(ofFile: path, algorithm: algorithm) == Digest(of: content, algorithm: algorithm))
        #expect(
            try Digest(ofFile: path, algorithm: algorithm, skipping: 7)
                == Digest(of: content[7...], algorithm: algorithm)
        )
        // A file that is longer than its promise is not read to its end.
        #expect(
            try Digest(ofFile: path, algorithm: algorithm, limit: 600_000) == Digest(of: content, algorithm: algorithm)
        )
        #expect(throws: (any Error).self) { try Digest(ofFile: folder["none"], algorithm: algorithm) }
    }
}
