// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
import HTTPTransport
import Logging
package import OCI
import Scheduling

extension RegistryClient {
    /// Fetches a blob as `blob` does, and hands it to `read` once more from its start where it breaks off on the way.
    ///
    /// That is done as often as other requests are repeated; what `read` made of an attempt that broke off is nothing.
    package func wholeBlob<Result: Sendable>(
        _ repository: Repository,
        _ descriptor: Descriptor,
        _ read: (any ByteStream) async throws -> Result
    ) async throws -> Result {
        let retry = connection.retry
        var attempt = 1
        while true {
            do {
                return try await blob(repository, descriptor, read)
            } catch let error as HTTPTransportError {
                // Where no byte came yet, the error is a registry's, and the request was repeated.
                guard error.isRetryable, attempt < retry.attempts(for: error.reason) else { throw error }
                let delay = retry.delay(afterAttempt: attempt)
                connection.logger?.info("trying again in \(delay.seconds) s: \(error)")
                try await retry.time.sleep(delay)
                attempt += 1
            }
        }
    }

    /// Returns the bytes of a blob of at most `limit` bytes, which are those that its digest names.
    package func verifiedBlob(
        _ repository: Repository,
        _ descriptor: Descriptor,
        limit: Int
    ) async throws -> [UInt8] {
        try await wholeBlob(repository, descriptor) { stream in
            try await VerifiedStream(stream, as: descriptor).collect(limit: limit)
        }
    }
}
