// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
package import OCI

extension RegistryClient {
    /// Opens an upload, or takes the blob over from another repository of the same registry.
    package func beginUpload(
        _ repository: Repository,
        mounting: (digest: Digest, from: RepositoryName)? = nil
    ) async throws -> UploadStart {
        throw Unwritten()
    }

    /// Sends what the session lacks of a blob in one request and closes the session.
    package func upload(
        _ session: UploadSession,
        _ descriptor: Descriptor,
        _ stream: any ByteStream
    ) async throws {
        throw Unwritten()
    }

    /// Sends the next `length` bytes; the session stays open.
    package func append(
        _ session: UploadSession,
        _ stream: any ByteStream,
        length: Int64
    ) async throws -> UploadSession {
        throw Unwritten()
    }

    /// Closes a session whose bytes have all been sent.
    package func finish(_ session: UploadSession, _ digest: Digest) async throws {
        throw Unwritten()
    }

    /// Asks how far a session has come; `nil` when the registry does not know it any more.
    package func status(_ session: UploadSession) async throws -> UploadSession? {
        throw Unwritten()
    }

    /// Gives a session up, so that the registry can drop its bytes.
    package func cancel(_ session: UploadSession) async throws {
        throw Unwritten()
    }
}
