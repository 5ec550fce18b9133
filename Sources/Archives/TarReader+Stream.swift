// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
import Scheduling

extension TarReader {
    /// Reads an archive while it arrives; errors call it `name`.
    ///
    /// `body` runs on a thread that may block. The stream stays on the caller's task. At most a few chunks wait
    /// between the two. If the stream fails, its error is thrown, whatever `body` makes of the missing bytes. A body
    /// that returns early leaves the rest of the stream to the caller.
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
