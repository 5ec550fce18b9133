// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
import HTTPTransport
import Logging
package import OCI
package import Scheduling

extension RegistryClient {
    /// Fetches a blob as `blob` does, and passes it to `read` again from its start if the transfer breaks off.
    ///
    /// It is repeated as often as other requests, and a few times if the bytes do not match the digest. The result of
    /// `read` for a failed attempt is dropped.
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

    /// Returns the bytes of a blob of at most `limit` bytes, verified against its digest.
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
    /// The server to wait for if fetching the blob again may help; `nil` if that was tried or cannot help.
    package func blobTrouble(at host: RegistryHost) -> Trouble? {
        switch self {
        case let error as RegistryError: error.trouble
        case let error as HTTPTransportError: error.trouble
        case let mismatch as ContentMismatch: Trouble(.flawed, server: "\(host)", reason: "\(mismatch)")
        default: nil
        }
    }
}
