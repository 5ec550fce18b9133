// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
package import OCI

/// A blob that is being uploaded, as the registry knows it.
///
/// It may be written to a journal and used by a later run. The location can carry the
/// server's own state and belongs in no log.
package struct UploadSession: Sendable, Equatable, Codable {
    /// The repository, as `host/name`.
    package let repository: String
    /// The absolute URL of the session.
    package let location: String
    /// How many bytes the registry has.
    package let offset: Int64
    /// The shortest chunk that the registry takes, except for the last.
    package let minimumChunkLength: Int64?
    /// Whether the location is that of the closing request, digest and all; such a session is in no journal.
    private(set) var isClosing = false

    private enum CodingKeys: CodingKey {
        case repository, location, offset, minimumChunkLength
    }

    package init(
        repository: Repository,
        location: String,
        offset: Int64,
        minimumChunkLength: Int64? = nil
    ) {
        self.init(
            repository: repository.description,
            location: location,
            offset: offset,
            minimumChunkLength: minimumChunkLength
        )
    }

    init(repository: String, location: String, offset: Int64, minimumChunkLength: Int64?) {
        self.repository = repository
        self.location = location
        self.offset = offset
        self.minimumChunkLength = minimumChunkLength
    }

    /// The same session where the registry wants its next request.
    func moved(to location: WebAddress, isClosing: Bool) -> UploadSession {
        var moved = UploadSession(
            repository: repository,
            location: location.description,
            offset: offset,
            minimumChunkLength: minimumChunkLength
        )
        moved.isClosing = isClosing
        return moved
    }
}

/// A registry wants the bytes of a request elsewhere; the stream has to be opened anew for that.
package struct UploadMoved: Error, Sendable, CustomStringConvertible {
    package let session: UploadSession

    package var description: String {
        "\(session.repository): the registry sends the bytes of an upload from place to place"
    }
}

/// What a registry answers to a new upload.
package enum UploadStart: Sendable, Equatable {
    /// The blob was taken over from another repository; nothing is left to do.
    case mounted
    case session(UploadSession)
}
