// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import HTTPTransport
import OCI
import Plans
import Registry
import Scheduling

/// Copies one blob from its source to its home at the target, and hashes it on the way.
///
/// A short blob is sent in one request, from the beginning after a failure. A long one is sent in chunks; after a failure,
/// or in a later run, it continues after the last complete chunk.
struct BlobCopier: Sendable {
    let source: ContentReader
    let target: RegistryClient
    let journal: Journal?
    let retry: RetryPolicy
    /// The length of a chunk in bytes; blobs of up to two chunks are sent in one request.
    let chunkLength: Int64
    let events: @Sendable (ApplyEvent) -> Void

    /// How often a registry may redirect the bytes of one request.
    private static let mostMoves = 5

    /// Copies a blob, and tries again if that may help; names file and offset of a damaged archive.
    private func attempting(
        _ transfer: BlobUpload,
        _ body: (inout BlobProgress?) async throws -> Void
    ) async throws {
        do {
            try await TransferAttempts(retry: retry, outages: target.outages, events: events)
                .run(transfer.descriptor.digest, from: source.host(of: transfer.place), body)
        } catch let mismatch as ContentMismatch {
            throw source.explaining(mismatch, at: transfer.place)
        }
    }

    /// Copies the blob unless the target holds it already (checked if `looksFirst`); returns whether it was copied.
    func copy(_ blob: BlobTransfer, looksFirst: Bool) async throws -> Bool {
        let home = try blob.home.parsed()
        if looksFirst, try await target.blobExists(home, blob.digest) { return false }
        let transfer = try BlobUpload(blob, to: home)
        try await attempting(transfer) { progress in
            if blob.size > 2 * chunkLength, target.takesChunks(home.host) {
                do {
                    return try await copyInChunks(transfer, &progress)
                } catch let error as RegistryError where error.kind == .uploadWayRefused {
                    try journal?.record(nil, of: blob.digest)
                    progress = nil
                }
            }
            try await copyWhole(transfer, session: try await begin(home))
        }
        return true
    }

    /// Mounts a blob from its home in another repository; uploads it if the registry does not mount.
    ///
    /// Returns whether the blob had to be copied.
    func mount(_ blob: BlobTransfer, into repository: PlacedRepository) async throws -> Bool {
        let destination = try repository.parsed()
        let home = try blob.home.parsed()
        guard
            case .session(let session) = try await target.beginUpload(destination, mounting: (blob.digest, home.name))
        else { return false }
        let transfer = try BlobUpload(blob, to: destination)
        var unused: UploadSession? = session
        try await attempting(transfer) { _ in
            let first = unused.take()
            let session = if let first { first } else { try await begin(destination) }
            try await copyWhole(transfer, session: session)
        }
        return true
    }

    private func begin(_ repository: Repository) async throws -> UploadSession {
        switch try await target.beginUpload(repository) {
        case .session(let session): return session
        case .mounted:
            throw RegistryError(
                kind: .invalidAnswer,
                request: "POST \(repository)",
                details: ["the registry reported a mount that was not requested"]
            )
        }
    }

    /// Sends the blob in one request, in each of the ways that registries accept.
    private func copyWhole(_ transfer: BlobUpload, session: UploadSession) async throws {
        do {
            try await send(transfer, session)
        } catch let error as RegistryError where error.kind == .uploadWayRefused {
            // The client now uses the other way.
            try await send(transfer, try await begin(transfer.repository))
        }
    }

    private func send(_ transfer: BlobUpload, _ session: UploadSession) async throws {
        _ = try await following(session) { session in
            try await source.blob(transfer.descriptor, at: transfer.place, from: 0) { stream in
                let verified = VerifiedStream(stream, as: transfer.descriptor)
                let metered = MeteredStream(verified, of: transfer.descriptor.digest, events: events)
                try await target.upload(session, transfer.descriptor, metered)
            }
        }
    }

    /// Runs `body` with a session, and again with a new stream if the registry redirects the bytes.
    private func following<Result>(
        _ session: UploadSession,
        _ body: (UploadSession) async throws -> Result
    ) async throws -> Result {
        var session = session
        for _ in 0..<Self.mostMoves {
            do {
                return try await body(session)
            } catch let moved as UploadMoved {
                session = moved.session
            }
        }
        return try await body(session)
    }

    private func copyInChunks(_ transfer: BlobUpload, _ progress: inout BlobProgress?) async throws {
        var state = try await start(transfer, after: progress)
        while state.session.offset < transfer.descriptor.size {
            progress = state
            state = try await copyChunk(transfer, state)
            try journal?.record(state.session, of: transfer.descriptor.digest)
        }
        progress = state
        let found = state.hasher.finalize()
        guard found == transfer.descriptor.digest else {
            try? await target.cancel(state.session)
            try journal?.record(nil, of: transfer.descriptor.digest)
            throw ContentMismatch(expected: transfer.descriptor, found: "\(found)")
        }
        try await target.finish(state.session, transfer.descriptor.digest)
        try journal?.record(nil, of: transfer.descriptor.digest)
    }

    /// Finds the offset to continue from: after the last chunk of this run, of an earlier run, or the beginning.
    private func start(_ transfer: BlobUpload, after progress: BlobProgress?) async throws -> BlobProgress {
        if let progress, let session = try? await target.status(progress.session),
            session.offset == progress.session.offset
        {
            return BlobProgress(session: session, hasher: progress.hasher)
        }
        if progress == nil, let left = journal?.session(of: transfer.descriptor.digest),
            left.repository == transfer.repository.description,
            let session = try? await target.status(left), session.offset <= transfer.descriptor.size
        {
            let hasher = try await hashPrefix(transfer, length: session.offset)
            return BlobProgress(session: session, hasher: hasher)
        }
        let hasher = DigestHasher(transfer.descriptor.digest.algorithm)
        return BlobProgress(session: try await begin(transfer.repository), hasher: hasher)
    }

    /// Reads again what an earlier run uploaded: a hash state cannot be passed from one process to the next.
    private func hashPrefix(_ transfer: BlobUpload, length: Int64) async throws -> DigestHasher {
        try await source.blob(transfer.descriptor, at: transfer.place, from: 0) { stream in
            let prefix = HashingStream(stream, DigestHasher(transfer.descriptor.digest.algorithm), length: length)
            while try await prefix.next() != nil {}
            return await prefix.hasher
        }
    }

    private func copyChunk(_ transfer: BlobUpload, _ state: BlobProgress) async throws -> BlobProgress {
        let offset = state.session.offset
        let length = min(max(chunkLength, state.session.minimumChunkLength ?? 0), transfer.descriptor.size - offset)
        return try await following(state.session) { session in
            try await source.blob(transfer.descriptor, at: transfer.place, from: offset) { stream in
                let chunk = HashingStream(stream, state.hasher, length: length)
                let metered = MeteredStream(chunk, of: transfer.descriptor.digest, events: events)
                let session = try await target.append(session, metered, length: length)
                return BlobProgress(session: session, hasher: await chunk.hasher)
            }
        }
    }
}

/// A blob that is being uploaded.
private struct BlobUpload: Sendable {
    let descriptor: Descriptor
    let place: ContentStore
    let repository: Repository

    init(_ blob: BlobTransfer, to repository: Repository) throws {
        // A transfer needs digest and size only; no registry gets the media type of a blob.
        descriptor = Descriptor(mediaType: .ociLayer, digest: blob.digest, size: blob.size)
        place = try blob.source.store()
        self.repository = repository
    }
}

/// The progress of a blob: the length of its part at the target, and the hash of that part.
struct BlobProgress: Sendable, TransferPosition {
    let session: UploadSession
    let hasher: DigestHasher

    var position: Int64 { session.offset }
}
