// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing

@Suite("Writing v1's archives", .waitsForPrograms)
struct SequencedArchiveWriterTests {
    private static let gob = "catalogs/localhost:6201/operators/index/v1/include-config.gob"

    @Test("puts members in oc-mirror's order, with its kinds and modes")
    func order() async throws {
        var bench = try SequenceBench()
        let image = try SequenceBench.image("alpha")
        let sub = try SequenceBench.image("sub")
        let lines = [
            SequenceBench.Line(repository: "tools/alpha-x", tag: "vendor", image: image),
            SequenceBench.Line(repository: "tools/alpha", tag: "1.0", image: image),
            SequenceBench.Line(repository: "tools/alpha/aaa", tag: "1", image: sub),
        ]
        let path = try await bench.write(
            lines,
            documents: [
                .init("catalogs/localhost:6201/operators/index/v1/index/index.json", .bytes(Array("{}".utf8))),
                .init(Self.gob, .bytes([1, 2])),
            ]
        )[0]
        func blobs(_ image: TestImage) -> [String] {
            (Array(image.blobs.keys) + [image.digest]).map { "-rw------- blobs/\($0)" }.sorted()
        }
        func manifests(_ repository: String, _ tag: String, _ image: TestImage) -> [String] {
            let folder = "v2/\(repository)/manifests"
            let link = "lrwxrwxrwx \(folder)/\(tag) -> \(image.digest)"
            let manifest = "-rw------- \(folder)/\(image.digest)"
            return tag < "sha256" ? [link, manifest] : [manifest, link]
        }
        let folders = [
            "catalogs/", "catalogs/localhost:6201/", "catalogs/localhost:6201/operators/",
            "catalogs/localhost:6201/operators/index/", "catalogs/localhost:6201/operators/index/v1/",
        ]
        var expected = ["-rw-r----- publish/.metadata.json"] + folders.map { "drwxr-xr-x \($0)" }
        expected += [
            "-rw-r--r-- \(Self.gob)", "drwxr-xr-x \(folders[4])index/", "-rw-r--r-- \(folders[4])index/index.json",
        ]
        expected += ["drwxr-xr-x charts/", "drwxr-xr-x release-signatures/"]
        expected += blobs(sub) + manifests("tools/alpha/aaa", "1", sub)
        // A repository below another is walked through between its blobs and its manifests.
        expected += blobs(image) + manifests("tools/alpha", "1.0", image)
        expected += manifests("tools/alpha-x", "vendor", image)
        let listing = try toolOutput(["tar", "--numeric-owner", "--utc", "-tvf", path]).split(separator: "\n")
        let found = listing.map { line in
            let fields = line.split(separator: " ", omittingEmptySubsequences: true)
            #expect(fields[1] == "0/0")
            return "\(fields[0]) \(fields[5...].joined(separator: " "))"
        }
        #expect(found == expected)
        #expect(
            try toolOutput(["tar", "-xOf", path, WorkspaceMetadata.path])
                == String(decoding: bench.metadata.bytes, as: UTF8.self)
        )
    }

    @Test("gives the same bytes for the same contents, in any order of images")
    func deterministic() async throws {
        let lines = try SequenceBench.lines()
        var files: [[UInt8]] = []
        for lines in [lines, lines, lines.reversed()] {
            var bench = try SequenceBench()
            let contents = try bench.run(try SequenceBench.lines())
            let same = ArchiveContents(
                contents.metadata,
                images: lines.map { line in
                    contents.images.first { $0.repository.description == line.repository } ?? contents.images[0]
                }
            )
            _ = try await SequenceBench.writer(same, lines, to: bench.folder.path).write()
            files.append(try bench.folder.read("mirror_seq1_000000.tar"))
        }
        #expect(Set(files).count == 1)
    }

    @Test(
        "begins a part when the contents would be longer than the limit",
        arguments: [1, 500, 1000, 4000, 100_000] as [Int64]
    )
    func parts(limit: Int64) async throws {
        var bench = try SequenceBench()
        let paths = try await bench.write(try SequenceBench.lines(), limit: limit)
        var all: [String] = []
        for (number, path) in paths.enumerated() {
            #expect(path.hasSuffix("mirror_seq1_00000\(number).tar") || number > 9)
            let sizes = try toolOutput(["tar", "-tvf", path]).split(separator: "\n").map { line -> Int64 in
                all.append(String(line.split(separator: " ")[5]))
                return Int64(line.split(separator: " ")[2]) ?? 0
            }
            #expect(sizes.count == 1 || sizes.reduce(0, +) <= limit)
        }
        var whole = try SequenceBench()
        let path = try await whole.write(try SequenceBench.lines())[0]
        #expect(all == (try toolOutput(["tar", "-tf", path]).split(separator: "\n").map(String.init)))
        #expect((paths.count == 1) == (limit == 100_000))
    }

    @Test("never touches an archive of the same sequence")
    func existing() async throws {
        var bench = try SequenceBench()
        let lines = try SequenceBench.lines()
        let contents = try bench.run(lines)
        let old = try bench.folder.write("old", to: "mirror_seq1_000007.tar")
        let error = try await #require(throws: SequencedArchiveError.self) {
            try await SequenceBench.writer(contents, lines, to: bench.folder.path).write()
        }
        #expect(error.path == old)
        #expect(try bench.folder.read("mirror_seq1_000007.tar") == Array("old".utf8))
    }

    @Test("leaves nothing behind if a blob is wrong or missing", arguments: [SequenceLayout.usualLimit, 1])
    func failure(limit: Int64) async throws {
        var bench = try SequenceBench()
        let lines = try SequenceBench.lines()
        let layout = try SequenceLayout(bench.run(lines), limit: limit)
        let writer = SequencedArchiveWriter(layout, to: bench.folder.path) { descriptor, read in
            try await read(MemoryStream([UInt8](repeating: 0, count: Int(descriptor.size))))
        }
        await #expect(throws: ContentMismatch.self) { try await writer.write() }
        #expect(try toolOutput(["ls", "-A", bench.folder.path]).isEmpty)
    }

    @Test("never removes a folder, and stops when it is cancelled")
    func careful() async throws {
        var bench = try SequenceBench()
        try bench.folder.write("x", to: "mirror_seq1_000000.tar.partial/x")
        let lines = try SequenceBench.lines()
        let contents = try bench.run(lines)
        let writer = try SequenceBench.writer(contents, lines, to: bench.folder.path)
        await #expect(throws: SequencedArchiveError.self) { try await writer.write() }
        #expect(try bench.folder.read("mirror_seq1_000000.tar.partial/x") == Array("x".utf8))
        let other = try TemporaryDirectory()
        let stopped = try SequenceBench.writer(contents, lines, to: other.path)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await stopped.write()
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try toolOutput(["ls", "-A", other.path]).isEmpty)
    }

    @Test("replaces what an earlier run left")
    func leftover() async throws {
        var bench = try SequenceBench()
        try bench.folder.write(String(repeating: "old", count: 100_000), to: "mirror_seq1_000000.tar.partial")
        try await bench.write(try SequenceBench.lines())
        #expect(try toolOutput(["ls", "-A", bench.folder.path]) == "mirror_seq1_000000.tar")
        #expect(try await bench.open(1).needs() == ArchiveNeeds.none)
    }

    @Test("begins a blob again if its transfer breaks off")
    func again() async throws {
        var bench = try SequenceBench()
        let lines = try SequenceBench.lines()
        let blobs = lines.reduce(into: [:]) { $0.merge($1.image.blobs) { first, _ in first } }
        let layout = try SequenceLayout(bench.run(lines))
        let writer = SequencedArchiveWriter(layout, to: bench.folder.path) { descriptor, read in
            let bytes = blobs[descriptor.digest] ?? []
            // The first transfer ends in the middle, and what it brought is wrong.
            try? await read(MemoryStream([UInt8](repeating: 7, count: bytes.count / 2)))
            try await read(MemoryStream(bytes, piece: 100))
        }
        _ = try await writer.write()
        let broken = try bench.folder.read("mirror_seq1_000000.tar")
        var whole = try SequenceBench()
        try await whole.write(lines)
        #expect(try whole.folder.read("mirror_seq1_000000.tar") == broken)
    }
}
