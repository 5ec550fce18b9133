// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import HTTPTransport
package import OCI

/// The state of a blob's upload at the registry.
///
/// It may be written to a journal and used by a later run. The location may contain state of the server and must not
/// be logged.
package struct UploadSession: Sendable, Equatable, Codable {
    /// The repository, as `host/name`.
    package let repository: String
    /// The absolute URL of the session.
    package let location: String
    /// The number of bytes that the registry has.
    package let offset: Int64
    /// The minimum size of a chunk that the registry accepts, except for the last one.
    package let minimumChunkLength: Int64?
    /// Whether the location is that of the closing request, digest included; such a session is in no journal.
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

    /// The same session with the location for its next request.
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

/// An error that a registry redirects an upload; the stream must be opened again for that.
package struct UploadMoved: ExplainedError, Sendable {
    package let session: UploadSession

    package var explanation: Explanation {
        Explanation(
            "\(session.repository): the registry redirects an upload again and again",
            remedy: "Check the registry, and the proxy before it if there is one; then run the same plan again."
        )
    }
}

/// A registry's answer to a new upload.
package enum UploadStart: Sendable, Equatable {
    /// The blob was mounted from another repository; nothing is left to do.
    case mounted
    case session(UploadSession)
}
