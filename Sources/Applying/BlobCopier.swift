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
/// or in a later run, it continues with what the registry has of it.
struct BlobCopier: Sendable {
    let source: ContentReader
    let target: RegistryClient
    let journal: Journal?
    let retry: RetryPolicy
    /// The length of the first chunk in bytes; blobs that are not longer are sent in one request.
    let chunkLength: Int64
    let stop: StopSignal
    let events: @Sendable (ApplyEvent) -> Void

    /// How often a registry may redirect the bytes of one request.
    static let mostMoves = 5
    /// The time that a blob in one request has after a request to stop: another run would have to begin it again.
    private static let graceOfWholeBlobs = Duration.seconds(5)
    /// The maximum time for cancelling a session.
    private static let patienceForDrops = Duration.seconds(2)

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
        try await attempting(transfer) { progress in try await send(transfer, &progress) }
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
        try await attempting(transfer) { progress in try await send(transfer, in: unused.take(), &progress) }
        return true
    }

    /// Sends a long blob in chunks if the registry takes them, and any other in one request; `session` is a new one, if any.
    private func send(
        _ transfer: BlobUpload,
        in session: UploadSession? = nil,
        _ progress: inout BlobProgress?
    ) async throws {
        var session = session
        if transfer.descriptor.size > chunkLength, target.takesChunks(transfer.repository.host) {
            do {
                return try await copyInChunks(transfer, in: session.take(), &progress)
            } catch let error as RegistryError where error.kind == .uploadWayRefused {
                if let begun = progress?.session { await drop(begun) }
                try journal?.record(nil, of: transfer.descriptor.digest)
                progress = nil
            }
        }
        let whole = if let session { session } else { try await begin(transfer.repository) }
        try await copyWhole(transfer, session: whole)
    }

    func begin(_ repository: Repository) async throws -> UploadSession {
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
            try await sendWhole(transfer, session)
        } catch let error as RegistryError where error.kind == .uploadWayRefused {
            // The client now uses the other way.
            try await sendWhole(transfer, try await begin(transfer.repository))
        }
    }

    /// Sends the blob in one request; a session that fails is cancelled, because nothing can continue it.
    private func sendWhole(_ transfer: BlobUpload, _ session: UploadSession) async throws {
        do {
            try await stop.cancelling(after: min(Self.graceOfWholeBlobs, stop.timeForJobs)) {
                try await following(session) { session in
                    try await source.blob(transfer.descriptor, at: transfer.place, from: 0) { stream in
                        let verified = VerifiedStream(stream, as: transfer.descriptor)
                        let metered = MeteredStream(verified, of: transfer.descriptor.digest, events: events)
                        try await target.upload(session, transfer.descriptor, metered)
                    }
                }
            }
        } catch {
            if (error as? RegistryError)?.kind != .uploadUnknown { await drop(session) }
            throw error
        }
    }

    /// Cancels a session at the registry, also while this run is cancelled; waits for it a short time only.
    func drop(_ session: UploadSession) async {
        let cancelling = Task { [target] in _ = try? await target.cancel(session) }
        let limit = Task {
            try await Task.sleep(for: Self.patienceForDrops)
            cancelling.cancel()
        }
        await cancelling.value
        limit.cancel()
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
}

/// A blob that is being uploaded.
struct BlobUpload: Sendable {
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
