// SPDX-License-Identifier: Apache-2.0

import Scheduling

/// The bytes of a request, between the task that makes them and libcurl's thread.
final class UploadBuffer: Sendable {
    /// One chunk is sent while the next one is made; a third would only cost memory.
    private static let chunkLimit = 2

    private struct State {
        var chunks: [[UInt8]] = []
        /// Set when libcurl found nothing to send and waits for bytes.
        var isStarved = false
        /// Set when no more chunks are taken.
        var isClosed = false
        var waiter: CheckedContinuation<Bool, Never>?
    }

    private let state = Guarded(State())

    // MARK: The maker's side

    /// Adds a chunk and waits until there is space for another; `false` if no more are wanted.
    ///
    /// Calls `onFed` if libcurl must be told that there are bytes to send again.
    func push(_ chunk: [UInt8], onFed: () -> Void) async -> Bool {
        let isFed = state.withLock { state in
            guard !state.isClosed else { return false }
            state.chunks.append(chunk)
            defer { state.isStarved = false }
            return state.isStarved
        }
        if isFed { onFed() }
        return await withCheckedContinuation { continuation in
            let answer = state.withLock { state -> Bool? in
                if state.isClosed { return false }
                if state.chunks.count < Self.chunkLimit { return true }
                state.waiter = continuation
                return nil
            }
            if let answer { continuation.resume(returning: answer) }
        }
    }

    /// Whether no more chunks are taken.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    // MARK: libcurl's side

    /// Removes the next chunk; `nil` if no chunk is waiting, and then the next `push` reports it.
    func take() -> [UInt8]? {
        let (chunk, waiter) = state.withLock { state -> ([UInt8]?, CheckedContinuation<Bool, Never>?) in
            guard !state.chunks.isEmpty else {
                state.isStarved = true
                return (nil, nil)
            }
            var waiter: CheckedContinuation<Bool, Never>?
            swap(&waiter, &state.waiter)
            return (state.chunks.removeFirst(), waiter)
        }
        waiter?.resume(returning: true)
        return chunk
    }

    /// Refuses further chunks and drops the waiting ones.
    func close() {
        let waiter = state.withLock { state in
            state.isClosed = true
            state.chunks = []
            var waiter: CheckedContinuation<Bool, Never>?
            swap(&waiter, &state.waiter)
            return waiter
        }
        waiter?.resume(returning: false)
    }
}
