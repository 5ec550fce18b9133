// SPDX-License-Identifier: Apache-2.0

import Scheduling
import TestSupport
import Testing

@testable import HTTPTransport

@Suite("The bytes of an answer on their way")
struct ResponseBufferTests {
    private func append(_ bytes: [UInt8], to buffer: ResponseBuffer) -> Bool {
        unsafe bytes.withUnsafeBytes { unsafe buffer.append($0, expected: .max) }
    }

    @Test("come out as they went in, whatever the pieces", arguments: 0..<4)
    func order(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let buffer = ResponseBuffer(chunkSize: Int.random(in: 1...50, using: &generator), highWaterMark: .max)
        let bytes = generator.bytes(1000)
        var rest = bytes[...]
        var read: [UInt8] = []
        while !rest.isEmpty {
            let piece = Array(rest.prefix(Int.random(in: 1...40, using: &generator)))
            rest = rest.dropFirst(piece.count)
            #expect(!append(piece, to: buffer))
            // The reader may be here at any time, as long as there is something for it.
            if Bool.random(using: &generator) { read += try await buffer.next {} ?? [] }
        }
        buffer.end(.success(()))
        while let chunk = try await buffer.next(onDrained: {}) { read += chunk }
        #expect(read == bytes)
        #expect(try await buffer.next {} == nil)
    }

    @Test("rest once so many wait, and go on when half of them are read")
    func backPressure() async throws {
        let buffer = ResponseBuffer(chunkSize: 10, highWaterMark: 40)
        #expect(!append([UInt8](repeating: 1, count: 10), to: buffer))
        #expect(!append([UInt8](repeating: 2, count: 10), to: buffer))
        #expect(!append([UInt8](repeating: 3, count: 10), to: buffer))
        #expect(append([UInt8](repeating: 4, count: 10), to: buffer))
        let drained = Guarded(0)
        var counts: [Int] = []
        for _ in 0..<4 {
            _ = try await buffer.next { drained.withLock { $0 += 1 } }
            counts.append(drained.withLock { $0 })
        }
        #expect(counts == [0, 1, 1, 1])
    }

    @Test("reach a reader that waits")
    func waiting() async throws {
        let buffer = ResponseBuffer(chunkSize: 100, highWaterMark: 1000)
        async let first = buffer.next {}
        _ = append([1, 2], to: buffer)
        // Without this a reader that came late would not be told of a part of a chunk.
        buffer.flush()
        #expect(try await first == [1, 2])
        async let last = buffer.next {}
        buffer.end(.success(()))
        #expect(try await last == nil)
    }

    @Test("can be read before the failure that ended them")
    func failure() async throws {
        let buffer = ResponseBuffer(chunkSize: 100, highWaterMark: 1000)
        _ = append([1], to: buffer)
        buffer.end(.failure(Mishap()))
        buffer.end(.success(()))
        #expect(try await buffer.next {} == [1])
        await #expect(throws: Mishap.self) { _ = try await buffer.next {} }
    }

    @Test("are gone where nobody will read them")
    func abandoned() async {
        let buffer = ResponseBuffer(chunkSize: 100, highWaterMark: 1000)
        _ = append([1], to: buffer)
        buffer.abandon(Mishap())
        await #expect(throws: Mishap.self) { _ = try await buffer.next {} }
    }
}

@Suite("The bytes of a request on their way")
struct UploadBufferTests {
    @Test("are taken in order, and the maker waits while two are there", .timeLimit(.minutes(1)))
    func order() async {
        let buffer = UploadBuffer()
        let fed = Guarded(0)
        #expect(await buffer.push([1]) { fed.withLock { $0 += 1 } })
        // Nobody starved for the first, so nobody is told.
        #expect(fed.withLock { $0 } == 0)
        async let second = buffer.push([2]) {}
        var taken: [[UInt8]] = []
        while taken.count < 2 {
            if let chunk = buffer.take() { taken.append(chunk) } else { await Task.yield() }
        }
        #expect(await second)
        #expect(taken == [[1], [2]])
    }

    @Test("are announced to whoever found none")
    func starved() async {
        let buffer = UploadBuffer()
        #expect(buffer.take() == nil)
        let fed = Guarded(0)
        #expect(await buffer.push([1]) { fed.withLock { $0 += 1 } })
        #expect(fed.withLock { $0 } == 1)
        #expect(buffer.take() == [1])
    }

    @Test("are not wanted once it is closed, also by a maker that waits", .timeLimit(.minutes(1)))
    func closed() async {
        let buffer = UploadBuffer()
        _ = await buffer.push([1]) {}
        async let waiting = buffer.push([2]) {}
        buffer.close()
        #expect(await !waiting)
        #expect(buffer.isClosed)
        #expect(buffer.take() == nil)
        #expect(await !buffer.push([3]) {})
    }

    @Test("have a promise that is kept once", .timeLimit(.minutes(1)))
    func promises() async throws {
        let promise = Promise<Int>()
        async let value = promise.value()
        promise.keep(.success(1))
        promise.keep(.success(2))
        promise.keep(.failure(Mishap()))
        #expect(try await value == 1)
        #expect(try await promise.value() == 1)
        let broken = Promise<Int>()
        broken.keep(.failure(Mishap()))
        await #expect(throws: Mishap.self) { _ = try await broken.value() }
    }
}
