// SPDX-License-Identifier: Apache-2.0

import ByteStreams
package import OCI
import Plans
package import Registry
package import Scheduling

/// Writes a small image that was built in memory, with one name.
package struct BuiltImagePusher: Sendable {
    private let target: RegistryClient
    private let retry: RetryPolicy

    /// How often a registry may redirect the bytes of one request.
    private static let mostMoves = 5

    package init(target: RegistryClient, retry: RetryPolicy = RetryPolicy()) {
        self.target = target
        self.retry = retry
    }

    /// Writes the blobs that the repository lacks, then the manifest under its tag.
    package func push(_ image: BuiltImage, to repository: Repository, as tag: Tag) async throws {
        for blob in image.tree.blobs {
            guard case .bytes(let bytes)? = image.blobs[blob.digest],
                try await !target.blobExists(repository, blob.digest)
            else { continue }
            try await TransferAttempts(retry: retry, outages: target.outages, events: { _ in })
                .run(blob.digest, from: nil) { (_: inout BlobProgress?) in try await upload(blob, bytes, to: repository)
                }
        }
        try await target.put(image.tree.root, to: repository, as: .tag(tag))
    }

    /// Sends a blob in one request, in each of the ways that registries accept.
    private func upload(_ blob: Descriptor, _ bytes: [UInt8], to repository: Repository) async throws {
        do {
            try await send(blob, bytes, to: repository)
        } catch let error as RegistryError where error.kind == .uploadWayRefused {
            // The client now uses the other way.
            try await send(blob, bytes, to: repository)
        }
    }

    private func send(_ blob: Descriptor, _ bytes: [UInt8], to repository: Repository) async throws {
        guard case .session(var session) = try await target.beginUpload(repository) else { return }
        for _ in 0..<Self.mostMoves {
            do {
                return try await target.upload(session, blob, ByteArrayStream(bytes[...]))
            } catch let moved as UploadMoved {
                session = moved.session
            }
        }
        try await target.upload(session, blob, ByteArrayStream(bytes[...]))
    }
}
