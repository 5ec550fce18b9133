// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Applying

@Suite("The chunks of a long blob")
struct ChunkLengthsTests {
    @Test(
        "grow where they take little time, and shrink where they take long",
        arguments: [
            ([], 8),
            ([1, 1, 1], 64),
            ([1, 1, 1, 1, 1], 64),
            ([3, 4], 8),
            ([6], 5),
            ([6, 60, 600], 5),
            ([1, 1, 9], 16),
            ([6, 1], 10),
        ] as [([Int], Int64)]
    )
    func lengths(seconds: [Int], mebibytes: Int64) {
        var lengths = ChunkLengths(first: 8 << 20)
        for time in seconds { lengths.took(.seconds(time)) }
        #expect(lengths.next == mebibytes << 20)
    }

    @Test("have at least a byte", arguments: [0, 1, 2] as [Int64])
    func positive(first: Int64) {
        var lengths = ChunkLengths(first: first)
        for _ in 0..<9 { lengths.took(.seconds(60)) }
        #expect(lengths.next >= 1)
    }

    @Test(
        "take no byte of the next one, and lose none",
        arguments: [
            [9], [1, 2, 3, 3], [4, 4, 1], [3, 3, 3], [8, 1], [2, 7],
        ] as [[Int64]]
    )
    func parts(lengths: [Int64]) async throws {
        let bytes = Array<UInt8>(0..<9)
        let stream = PartedStream(MemoryStream(bytes, piece: 3))
        var found: [[UInt8]] = []
        for length in lengths {
            var part: [UInt8] = []
            while part.count < Int(length), let bytes = try await stream.next(upTo: length - Int64(part.count)) {
                part += bytes
            }
            found.append(part)
        }
        #expect(found.map { Int64($0.count) } == lengths)
        #expect(found.flatMap(\.self) == bytes)
        #expect(try await stream.next(upTo: 1) == nil)
    }
}
