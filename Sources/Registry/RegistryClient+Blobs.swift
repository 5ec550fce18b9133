// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
package import OCI

extension RegistryClient {
    /// Asks whether a repository holds a blob.
    package func blobExists(_ repository: Repository, _ digest: Digest) async throws -> Bool {
        throw Unwritten()
    }

    /// Fetches a blob and hands its bytes from `offset` on to `read`, neither fewer nor more than promised.
    ///
    /// The bytes are not hashed here: a caller that begins in the middle hashes what it already has first.
    /// `read` must not send requests with the same client, which may wait for this one to end.
    package func blob<Result: Sendable>(
        _ repository: Repository,
        _ descriptor: Descriptor,
        from offset: Int64 = 0,
        _ read: (any ByteStream) async throws -> Result
    ) async throws -> Result {
        throw Unwritten()
    }
}
