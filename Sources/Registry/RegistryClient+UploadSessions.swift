// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import OCI
import Scheduling

extension RegistryClient {
    /// Asks how many bytes of a session the registry has; `nil` if it no longer knows the session.
    package func status(_ session: UploadSession) async throws -> UploadSession? {
        let (repository, location) = try Self.place(session)
        do {
            var request = RegistryRequest(.get, .absolute(location))
            request.access = .push
            return try await connection.write(repository, request) { answer in
                guard let text = answer.headers["Range"], var offset = RangeHeader.uploaded(text) else {
                    throw RegistryError.invalid(
                        answer.request,
                        "the answer does not say how many bytes the registry has"
                    )
                }
                if offset == 0, session.offset == 1 { offset = 1 }
                return try Self.session(in: answer, of: session.repository, offset: offset, after: session)
            }
        } catch let error as RegistryError where error.kind == .notFound || error.kind == .uploadUnknown {
            return nil
        }
    }

    /// Cancels a session, so that the registry can drop its bytes; asks once, because the registry also drops old ones.
    package func cancel(_ session: UploadSession) async throws {
        let (repository, location) = try Self.place(session)
        do {
            var request = RegistryRequest(.delete, .absolute(location))
            request.access = .push
            let endpoint = try connection.settings.registries.destination(repository)
            try await connection.exchange(request, at: endpoint, patience: connection.retry.once) { _ in }
        } catch let error as RegistryError
            where [.notFound, .uploadUnknown, .unsupported].contains(error.kind)
        {
            // The session is gone already, or the registry drops it later.
        }
    }

    static func place(_ session: UploadSession) throws -> (Repository, WebAddress) {
        guard let location = WebAddress(session.location),
            let repository = try? ImageReference(session.repository).repository
        else {
            throw RegistryError(
                kind: .uploadUnknown,
                request: session.repository,
                details: ["the kept upload session is not valid"],
                remedy: "begin the upload again"
            )
        }
        return (repository, location)
    }

    static func session(
        in answer: RegistryAnswer,
        of repository: String,
        offset: Int64,
        after previous: UploadSession? = nil
    ) throws -> UploadSession {
        let location = answer.headers["Location"].flatMap(answer.address.resolving)?.description ?? previous?.location
        guard let location else {
            throw RegistryError.invalid(answer.request, "the answer has no valid Location for the upload")
        }
        let minimum = answer.headers["OCI-Chunk-Min-Length"].flatMap { Int64($0) }
        return UploadSession(
            repository: repository,
            location: location,
            offset: offset,
            minimumChunkLength: minimum ?? previous?.minimumChunkLength
        )
    }
}
