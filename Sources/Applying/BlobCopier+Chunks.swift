// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import OCI
import Registry
import Scheduling

extension BlobCopier {
    /// Sends a blob in chunks, from where an earlier attempt or run ended.
    func copyInChunks(
        _ transfer: BlobUpload,
        in session: UploadSession? = nil,
        _ progress: inout BlobProgress?
    ) async throws {
        var state = try await start(transfer, after: progress, or: session)
        var moves = 0
        progress = state
        while state.session.offset < transfer.descriptor.size {
            do {
                try await copyChunks(transfer, from: state) { reached in
                    (progress, moves) = (reached, 0)
                    try journal?.record(reached.session, of: transfer.descriptor.digest)
                }
                state = progress ?? state
            } catch let moved as UploadMoved where moves < Self.mostMoves {
                moves += 1
                state = BlobProgress(session: moved.session, hasher: progress?.hasher ?? state.hasher)
            }
        }
        progress = state
        let found = state.hasher.finalize()
        guard found == transfer.descriptor.digest else {
            await drop(state.session)
            try journal?.record(nil, of: transfer.descriptor.digest)
            throw ContentMismatch(expected: transfer.descriptor, found: "\(found)")
        }
        do {
            try await target.finish(state.session, found)
        } catch let error as RegistryError where error.kind == .digestMismatch {
            try journal?.record(nil, of: found)
            throw error
        }
        try journal?.record(nil, of: found)
    }

    /// Finds the offset to continue from: what the registry has of this run's session or an earlier run's, or the beginning.
    private func start(
        _ transfer: BlobUpload,
        after progress: BlobProgress?,
        or new: UploadSession?
    ) async throws -> BlobProgress {
        let digest = transfer.descriptor.digest
        let begun =
            progress
            ?? journal?.session(of: digest).flatMap { left in
                // A hash state cannot be passed from one process to the next.
                left.repository == transfer.repository.description
                    ? BlobProgress(session: left, hasher: DigestHasher(digest.algorithm)) : nil
            }
        if let begun {
            if let session = try await status(begun.session), session.offset >= begun.hasher.count,
                session.offset <= transfer.descriptor.size
            {
                if let new { await drop(new) }
                let hasher = try await hash(transfer, after: begun.hasher, upTo: session.offset)
                return BlobProgress(session: session, hasher: hasher)
            }
            await drop(begun.session)
        }
        let session = if let new { new } else { try await begin(transfer.repository) }
        try journal?.record(session, of: digest)
        return BlobProgress(session: session, hasher: DigestHasher(digest.algorithm))
    }

    /// Asks for the state of a session; `nil` if the registry does not know it or does not tell.
    private func status(_ session: UploadSession) async throws -> UploadSession? {
        do {
            return try await target.status(session)
        } catch let error as RegistryError where !error.isRetryable {
            return nil
        }
    }

    /// Reads again what was uploaded before but not hashed here.
    private func hash(_ transfer: BlobUpload, after hasher: DigestHasher, upTo end: Int64) async throws -> DigestHasher
    {
        guard end > hasher.count else { return hasher }
        return try await source.blob(transfer.descriptor, at: transfer.place, from: hasher.count) { stream in
            let part = HashingStream(PartedStream(stream), hasher, length: end - hasher.count)
            while try await part.next() != nil {}
            return await part.hasher
        }
    }

    /// Sends chunk after chunk from one stream, and reports the progress after each; between two it may be stopped.
    private func copyChunks(
        _ transfer: BlobUpload,
        from beginning: BlobProgress,
        _ report: (BlobProgress) throws -> Void
    ) async throws {
        let (size, digest) = (transfer.descriptor.size, transfer.descriptor.digest)
        try await source.blob(transfer.descriptor, at: transfer.place, from: beginning.session.offset) { stream in
            let bytes = PartedStream(stream)
            var state = beginning
            var lengths = ChunkLengths(first: chunkLength)
            while state.session.offset < size {
                let wanted = max(lengths.next, state.session.minimumChunkLength ?? 0)
                let length = min(wanted, size - state.session.offset)
                let began = retry.time.uptime()
                let chunk = HashingStream(bytes, state.hasher, length: length)
                let metered = MeteredStream(chunk, of: digest, events: events)
                let session = try await target.append(state.session, metered, length: length)
                state = BlobProgress(session: session, hasher: await chunk.hasher)
                try report(state)
                lengths.took(retry.time.uptime() - began)
                if state.session.offset < size { try stop.check() }
            }
            // A source that sends more than it promised is found here.
            _ = try await bytes.next(upTo: 1)
        }
    }
}
