// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// The bytes of an answer, between libcurl's thread and the task that reads them.
///
/// libcurl delivers 16 KiB at a time. They are gathered here into large chunks and copied once. A waiting reader gets
/// the bytes that are there.
final class ResponseBuffer: Sendable {
    private struct State {
        var full: [[UInt8]] = []
        var partial: [UInt8] = []
        var byteCount = 0
        /// Set while the connection is not read because the reader is behind.
        var isPaused = false
        var end: Result<Void, any Error>?
        var waiter: CheckedContinuation<[UInt8]?, any Error>?

        /// Removes the next chunk; `nil` if no chunk has arrived yet.
        mutating func take() -> [UInt8]? {
            let chunk: [UInt8]
            if !full.isEmpty {
                chunk = full.removeFirst()
            } else {
                guard !partial.isEmpty else { return nil }
                chunk = partial
                partial = []
            }
            byteCount -= chunk.count
            return chunk
        }
    }

    private let chunkSize: Int
    private let highWaterMark: Int
    private let state = Guarded(State())

    init(chunkSize: Int, highWaterMark: Int) {
        self.chunkSize = chunkSize
        self.highWaterMark = highWaterMark
    }

    // MARK: libcurl's side

    /// Adds bytes; `expected` bytes, these included, are still to come.
    ///
    /// Returns whether the reader is so far behind that the connection should be paused.
    func append(_ bytes: UnsafeRawBufferPointer, expected: Int) -> Bool {
        let (waiter, chunk, isPaused) = state.withLock { state in
            if state.partial.isEmpty { state.partial.reserveCapacity(max(bytes.count, min(chunkSize, expected))) }
            unsafe state.partial.append(contentsOf: bytes)
            state.byteCount += bytes.count
            var waiter: CheckedContinuation<[UInt8]?, any Error>?
            var chunk: [UInt8]?
            // The next piece must fit without moving the bytes that are there.
            if state.partial.count + bytes.count > chunkSize {
                state.full.append(state.partial)
                state.partial = []
                swap(&waiter, &state.waiter)
                if waiter != nil { chunk = state.take() }
            }
            if state.byteCount >= highWaterMark { state.isPaused = true }
            return (waiter, chunk, state.isPaused)
        }
        waiter?.resume(returning: chunk)
        return isPaused
    }

    /// Hands a partial chunk to a waiting reader.
    func flush() {
        let (waiter, chunk) = state.withLock { state in
            var waiter: CheckedContinuation<[UInt8]?, any Error>?
            guard state.waiter != nil, let chunk = state.take() else { return (waiter, [UInt8]?.none) }
            swap(&waiter, &state.waiter)
            return (waiter, chunk)
        }
        waiter?.resume(returning: chunk)
    }

    /// Ends the stream; bytes that were appended before can still be read.
    func end(_ result: Result<Void, any Error>) {
        let (waiter, chunk) = state.withLock { state in
            if state.end == nil { state.end = result }
            var waiter: CheckedContinuation<[UInt8]?, any Error>?
            swap(&waiter, &state.waiter)
            return (waiter, waiter == nil ? nil : state.take())
        }
        guard let waiter else { return }
        if let chunk {
            waiter.resume(returning: chunk)
        } else {
            waiter.resume(with: result.map { nil })
        }
    }

    // MARK: The reader's side

    /// Returns the next chunk, or `nil` at the end; calls `onDrained` when the connection may be read again.
    func next(onDrained: () -> Void) async throws -> [UInt8]? {
        let (chunk, isDrained) = state.withLock { state in
            let chunk = state.take()
            let isDrained = state.isPaused && state.byteCount <= highWaterMark / 2
            if isDrained { state.isPaused = false }
            return (chunk, isDrained)
        }
        if isDrained { onDrained() }
        if let chunk { return chunk }
        return try await withCheckedThrowingContinuation { continuation in
            let ready = state.withLock { state -> Result<[UInt8]?, any Error>? in
                if let chunk = state.take() { return .success(chunk) }
                if let end = state.end { return end.map { nil } }
                // `ByteStream` promises nothing to two readers, and one of them would wait for ever.
                precondition(state.waiter == nil, "one task reads a stream at a time")
                state.waiter = continuation
                return nil
            }
            if let ready { continuation.resume(with: ready) }
        }
    }

    /// Drops the unread bytes, because they are not wanted.
    func abandon(_ error: any Error) {
        state.withLock { state in
            state.full = []
            state.partial = []
            state.byteCount = 0
            state.isPaused = false
            state.end = .failure(error)
        }
    }
}
