// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import OCI

/// An error of the caller's own closure or stream.
///
/// It passes through retries and mirrors untouched: the caller's errors may look like
/// ours, being a registry's error of the other side, and say nothing about this registry.
struct CallerFailure: Error {
    let error: any Error

    /// Whether the caller found other bytes than a digest names.
    func isMismatch(of digest: Digest) -> Bool {
        if let error = error as? RegistryError { return error.kind == .digestMismatch }
        return (error as? ContentMismatch)?.expected.digest == digest
    }

    /// Runs what the caller gave us.
    static func marking<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch {
            throw CallerFailure(error: error)
        }
    }

    /// Gives the caller its errors back as they were.
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
