// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import HTTPTransport

/// A transport that refuses every request, for runs that read only from an archive.
struct NoNetwork: HTTPTransport {
    let folder: String

    func exchange<Result: Sendable>(
        _ request: HTTPRequest,
        _ handle: (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        throw NotInArchive(folder: folder, url: request.url)
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
