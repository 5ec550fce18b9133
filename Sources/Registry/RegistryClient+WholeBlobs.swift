// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
import HTTPTransport
import Logging
package import OCI
package import Scheduling

extension RegistryClient {
    /// Fetches a blob as `blob` does, and hands it to `read` once more from its start where it breaks off on the way.
    ///
    /// That is done as long as other requests are repeated, and a few times where other bytes came than the digest names;
    /// what `read` made of an attempt that failed is nothing.
    package func wholeBlob<Result: Sendable>(
        _ repository: Repository,
        _ descriptor: Descriptor,
        _ read: (any ByteStream) async throws -> Result
    ) async throws -> Result {
        var attempts = Attempts(connection.retry, outages)
        while true {
            do {
                return try await blob(repository, descriptor, read)
            } catch {
                guard let trouble = error.blobTrouble(at: repository.host), let delay = attempts.delay(after: [trouble])
                else { throw error }
                connection.logger?.info("trying again in \(delay.seconds) s: \(error)")
                try await attempts.wait(delay)
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

extension Error {
    /// Where the blob may come whole when it is fetched again; `nil` where that was tried, or cannot help.
    package func blobTrouble(at host: RegistryHost) -> Trouble? {
        switch self {
        case let error as RegistryError: error.trouble
        case let error as HTTPTransportError: error.trouble
        case let mismatch as ContentMismatch: Trouble(.flawed, server: "\(host)", reason: "\(mismatch)")
        default: nil
        }
    }
}
