// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import OCI

/// An error of the caller's own closure or stream.
///
/// It passes through retries and mirrors untouched. The caller's error may look like ours, for example an error of
/// the registry on the other side of a copy, but says nothing about this registry.
struct CallerFailure: Error {
    let error: any Error

    /// Whether the caller found bytes that do not match a digest.
    func isMismatch(of digest: Digest) -> Bool {
        if let error = error as? RegistryError { return error.kind == .digestMismatch }
        return (error as? ContentMismatch)?.expected.digest == digest
    }

    /// Runs the caller's code and marks its errors.
    static func marking<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch {
            throw CallerFailure(error: error)
        }
    }

    /// Returns the caller's errors to it unchanged.
    static func unwrapping<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let failure as CallerFailure {
            throw failure.error
        }
    }
}

/// A caller's stream, with its errors marked as the caller's.
struct CallerStream: ByteStream {
    let stream: any ByteStream

    func next() async throws -> [UInt8]? {
        try await CallerFailure.marking { try await stream.next() }
    }
}
