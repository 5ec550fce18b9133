// SPDX-License-Identifier: Apache-2.0

package import ByteStreams
import HTTPTransport
package import OCI

extension RegistryClient {
    /// Opens an upload, or mounts the blob from another repository of the same registry.
    ///
    /// A mount is only a short cut: a registry that refuses it may still accept the blob.
    package func beginUpload(
        _ repository: Repository,
        mounting: (digest: Digest, from: RepositoryName)? = nil
    ) async throws -> UploadStart {
        guard let mounting, !connection.habits(of: repository.host).refusesMounts else {
            return try await begin(repository, "blobs/uploads/")
        }
        let from = mounting.from.description
        let query = "mount=\(mounting.digest.description.percentEncoded)&from=\(from.percentEncoded)"
        do {
            return try await begin(
                repository,
                "blobs/uploads/?\(query)",
                scopes: [.repository(from, "pull")],
                mounting: mounting.digest
            )
        } catch let error as RegistryError where error.isFinalAnswer {
            // There is no permission to read there, or no mounts at all: upload the blob.
            if error.kind == .unsupported { connection.learn(of: repository.host) { $0.refusesMounts = true } }
            return try await begin(repository, "blobs/uploads/")
        }
    }

    private func begin(
        _ repository: Repository,
        _ path: String,
        scopes: Set<TokenScope> = [],
        mounting: Digest? = nil
    ) async throws -> UploadStart {
        var request = RegistryRequest(.post, .repository(path))
        request.body = .bytes([])
        request.additionalScopes = scopes
        // A registry that cannot mount may fail instead of refusing.
        if mounting != nil { request.finalStatuses = [500] }
        return try await connection.write(repository, request) { answer in
            if answer.response.status == 201, mounting != nil { return .mounted }
            guard answer.response.status == 202 else {
                throw RegistryError.invalid(answer.request, "expected status 202, got \(answer.response.status)")
            }
            return .session(try Self.session(in: answer, of: "\(repository)", offset: 0))
        }
    }

    /// Whether a registry accepts long blobs in chunks, as far as that is known.
    package func takesChunks(_ host: RegistryHost) -> Bool { !connection.habits(of: host).chunks.areRefused }

    /// Sends a whole blob in a session without bytes and closes the session.
    ///
    /// Most registries accept it in the closing PUT, some only in a PATCH before it. Throws `uploadWayRefused` if the
    /// registry refused one way and the other may work; the caller then opens a new session and the stream again.
    /// Throws `UploadMoved` if the registry redirects the upload.
    package func upload(
        _ session: UploadSession,
        _ descriptor: Descriptor,
        _ stream: any ByteStream
    ) async throws {
        let (repository, _) = try Self.place(session)
        let way = session.isClosing ? .put : connection.habits(of: repository.host).wholeUploads.way
        do {
            switch way {
            case .put:
                let length = descriptor.size - session.offset
                try await close(session, descriptor.digest, .stream(stream, length: length))
            case .patch:
                let sent = try await send(session, stream, length: descriptor.size, isChunk: false)
                try await finish(sent, descriptor.digest)
            }
            connection.learn(of: repository.host) { $0.wholeUploads.succeeded(by: way) }
        } catch let error as RegistryError where error.refusesWayOfUploading {
            let hasOther = connection.learn(of: repository.host) { habits in
                habits.wholeUploads.refused(way, mayPass: error.isRetryable)
            }
            guard hasOther else { throw error }
            throw error.named(
                .uploadWayRefused,
                remedy: "the registry took this blob neither in one PUT nor in a PATCH before that; its log may say why"
            )
        }
    }

    /// Closes a session whose bytes have all been sent.
    package func finish(_ session: UploadSession, _ digest: Digest) async throws {
        try await close(session, digest, .bytes([]))
    }

    private func close(_ session: UploadSession, _ digest: Digest, _ body: HTTPRequest.Body) async throws {
        let (repository, location) = try Self.place(session)
        // A location from a redirect already has the digest.
        let closing = session.isClosing ? location : location.adding(query: "digest", digest.description)
        var request = RegistryRequest(.put, .absolute(closing))
        request.headers["Content-Type"] = "application/octet-stream"
        request.body = body
        try await CallerFailure.unwrapping {
            do {
                try await connection.write(repository, request) { answer in
                    guard let text = answer.headers["Docker-Content-Digest"], let named = try? Digest(text),
                        named.algorithm == digest.algorithm, named != digest
                    else { return }
                    throw RegistryError(
                        kind: .digestMismatch,
                        request: answer.request,
                        details: ["sent \(digest), the registry says that it keeps \(named)"]
                    )
                }
            } catch let redirect as StreamRedirected {
                throw UploadMoved(session: session.moved(to: redirect.location, isClosing: true))
            } catch let error as RegistryError where error.isRefusal(of: digest) {
                throw error.algorithmRefusal
            } catch let error as RegistryError where error.codes.contains("DIGEST_INVALID") {
                throw error.named(.digestMismatch, remedy: "the registry received other bytes; upload the blob again")
            } catch let error as RegistryError where error.status == 413 {
                throw error.named(
                    .tooLarge,
                    remedy:
                        "raise the limit of the registry or of the proxy in front of it (nginx: client_max_body_size)"
                )
            } catch let error as RegistryError where error.kind == .notFound || error.kind == .uploadUnknown {
                // If the answer to an earlier attempt was lost, the upload is closed and the blob is there.
                if try await blobExists(repository, digest) { return }
                throw error.named(.uploadUnknown, remedy: "the registry has dropped the upload; begin it again")
            }
        }
    }

    /// Sends the next `length` bytes; the session stays open.
    ///
    /// Throws `uploadWayRefused` if the registry accepts no chunks at all, and `UploadMoved` if it redirects the
    /// upload.
    package func append(
        _ session: UploadSession,
        _ stream: any ByteStream,
        length: Int64
    ) async throws -> UploadSession {
        let (repository, _) = try Self.place(session)
        do {
            let next = try await send(session, stream, length: length, isChunk: true)
            connection.learn(of: repository.host) { $0.chunks.taken() }
            return next
        } catch let error as RegistryError where session.offset == 0 && error.refusesChunks {
            let areRefused = connection.learn(of: repository.host) { $0.chunks.refused(mayPass: error.isRetryable) }
            guard areRefused else { throw error }
            throw error.named(
                .uploadWayRefused,
                remedy: "the registry takes no chunks; the blob has to go in one piece"
            )
        }
    }

    private func send(
        _ session: UploadSession,
        _ stream: any ByteStream,
        length: Int64,
        isChunk: Bool
    ) async throws -> UploadSession {
        let (repository, location) = try Self.place(session)
        let end = session.offset + length
        guard length > 0 else { return session }
        var request = RegistryRequest(.patch, .absolute(location))
        request.headers["Content-Type"] = "application/octet-stream"
        if isChunk { request.headers["Content-Range"] = "\(session.offset)-\(end - 1)" }
        request.body = .stream(stream, length: length)
        return try await CallerFailure.unwrapping {
            do {
                return try await connection.write(repository, request) { answer in
                    let next = try Self.session(in: answer, of: session.repository, offset: end, after: session)
                    guard let range = answer.headers["Range"].flatMap(RangeHeader.uploaded) else { return next }
                    // The range looks the same for one byte and for none.
                    guard range == end || end == 1 else {
                        throw RegistryError(
                            kind: .rangeRefused,
                            request: answer.request,
                            details: ["sent bytes up to \(end), the registry has \(range)"],
                            remedy: "ask for the session's status and go on from there"
                        )
                    }
                    return next
                }
            } catch let redirect as StreamRedirected {
                throw UploadMoved(session: session.moved(to: redirect.location, isClosing: false))
            }
        }
    }
}
