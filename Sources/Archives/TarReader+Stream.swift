// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
import Scheduling

extension TarReader {
    /// Reads an archive while it arrives; `name` is what errors call it.
    ///
    /// `body` runs on a thread that may block, the stream stays on the caller's task, and between the two wait a few
    /// chunks at most. Where the stream fails, its error is thrown whatever `body` makes of the bytes that are
    /// missing. A body that returns early leaves the rest of the stream to the caller.
    package static func reading<Result: Sendable>(
        _ stream: any ByteStream,
        name: String,
        limit: Int = TarReader.usualLimit,
        _ body: @escaping @Sendable (TarReader) throws -> Result
    ) async throws -> Result {
        let handover = ChunkHandover()
        return try await withTaskCancellationHandler {
            async let result = blocking {
                defer { handover.close() }
                return try body(try TarReader(handover, name: name, limit: limit))
            }
            await handover.fill(from: stream)
            do {
                let result = try await result
                if let failure = handover.failure { throw failure }
                return result
            } catch {
                throw handover.failure ?? error
            }
        } onCancel: {
            handover.end(.failure(CancellationError()))
        }
    }
}
