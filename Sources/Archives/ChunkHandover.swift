// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import Dispatch
import Scheduling

/// Hands chunks from the task that receives them to a thread that blocks until they arrive, a few at a time.
///
/// The task waits while the thread is behind, so memory does not grow with the length of the stream.
final class ChunkHandover: Sendable {
    /// What the thread receives.
    enum Delivery {
        case chunk([UInt8])
        case ended
        case failed
    }

    private struct State {
        var chunks: [[UInt8]] = []
        /// Set once no more chunks will come.
        var end: Result<Void, any Error>?
        /// Whether the thread wants no more chunks.
        var isClosed = false
        /// The task, while it waits for space.
        var writer: CheckedContinuation<Void, Never>?

        var takesMore: Bool { end == nil && !isClosed }
    }

    private let capacity: Int
    private let state = Guarded(State())
    /// Counts the waiting chunks, and the end.
    private let arrivals = DispatchSemaphore(value: 0)

    init(capacity: Int = 4) { self.capacity = capacity }

    /// The error that ended the stream early.
    var failure: (any Error)? {
        state.withLock { state in
            guard case .failure(let error) = state.end else { return nil }
            return error
        }
    }

    // MARK: The task's side

    /// Hands over the whole stream, or as much of it as the thread wants.
    func fill(from stream: any ByteStream) async {
        do {
            while let chunk = try await stream.next() {
                guard await put(chunk) else { return }
            }
            end(.success(()))
        } catch {
            end(.failure(error))
        }
    }

    /// Ends the stream; after a failure the thread gets none of the waiting chunks.
    func end(_ result: Result<Void, any Error>) {
        let writer = state.withLock { state in
            if state.end == nil { state.end = result }
            if case .failure = result { state.chunks = [] }
            return state.writer.take()
        }
        writer?.resume()
        arrivals.signal()
    }

    /// Adds a chunk and waits until there is space for the next one; `false` if the thread wants no more.
    private func put(_ chunk: [UInt8]) async -> Bool {
        let isTaken = state.withLock { state in
            guard state.takesMore else { return false }
            state.chunks.append(chunk)
            return true
        }
        guard isTaken else { return false }
        arrivals.signal()
        await withCheckedContinuation { continuation in
            let isWaiting = state.withLock { state in
                guard state.takesMore, state.chunks.count >= capacity else { return false }
                state.writer = continuation
                return true
            }
            if !isWaiting { continuation.resume() }
        }
        return true
    }

    // MARK: The thread's side

    /// Blocks until there is a chunk or the end, which is then delivered again and again.
    func take() -> Delivery {
        while true {
            arrivals.wait()
            let (delivery, writer) = state.withLock { state -> (Delivery?, CheckedContinuation<Void, Never>?) in
                if !state.chunks.isEmpty { return (.chunk(state.chunks.removeFirst()), state.writer.take()) }
                switch state.end {
                case .success: return (.ended, nil)
                case .failure: return (.failed, nil)
                // A chunk was announced and then dropped.
                case nil: return (nil, nil)
                }
            }
            writer?.resume()
            guard let delivery else { continue }
            if case .chunk = delivery { return delivery }
            arrivals.signal()
            return delivery
        }
    }

    /// Says that the thread wants no more chunks.
    func close() {
        let writer = state.withLock { state in
            state.isClosed = true
            state.chunks = []
            return state.writer.take()
        }
        writer?.resume()
    }
}
