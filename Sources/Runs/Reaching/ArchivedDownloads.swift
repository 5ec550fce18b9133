// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ByteStreams
import Diagnostics
import HTTPTransport
import Releases

/// A transport for runs that read only from an archive: it answers with what the archive downloaded, and asks no server.
///
/// The archives of oc-mirror v1 have the data of the update graph as it was published.
struct ArchivedDownloads: HTTPTransport {
    let archive: OpenedArchive

    /// The most bytes of a document.
    private static let sizeLimit = 1 << 30

    /// The member with the data of the update graph.
    static let graphData = "cincinnati/cincinnati-graph-data.tar.gz"

    func exchange<Result: Sendable>(
        _ request: HTTPRequest,
        _ handle: (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        guard request.url == GraphDataImage.standardURL,
            let bytes = try await archive.document(Self.graphData, limit: Self.sizeLimit)
        else { throw NotInArchive(folder: archive.folder, url: request.url) }
        return try await handle(HTTPResponse(status: 200, headers: [:], body: ByteArrayStream(bytes[...])))
    }
}

/// An error that content would have to be downloaded although only an archive is read.
struct NotInArchive: ExplainedError {
    let folder: String
    let url: String

    var explanation: Explanation {
        Explanation(
            "the archive in \(folder) does not have the content of \(url), and with \(OptionName.from) no other source "
                + "is used",
            remedy: "Make an archive on the connected side with a configuration that requests it."
        )
    }
}
