// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import HTTPTransport
import Scheduling
import TestSupport

/// A transport without a network: it keeps what it is sent and answers as a test says.
final class ScriptedTransport: HTTPTransport {
    typealias Script = @Sendable (HTTPRequest) throws -> HTTPMessage

    private let sent = Guarded<[HTTPRequest]>([])
    private let script: Script

    init(_ script: @escaping Script) { self.script = script }

    /// The requests so far.
    var requests: [HTTPRequest] { sent.withLock { $0 } }

    func exchange<Result: Sendable>(
        _ request: HTTPRequest,
        _ handle: (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        sent.withLock { $0.append(request) }
        let answer = try script(request)
        return try await handle(
            HTTPResponse(status: answer.status, headers: answer.headers, body: MemoryStream(answer.body))
        )
    }
}
