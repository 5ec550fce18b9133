// SPDX-License-Identifier: Apache-2.0

import ByteStreams

/// A transport that sends requests and returns answers: the boundary between the registry protocol and libcurl.
///
/// A transport never follows redirects, never retries and never adds credentials. Its callers decide about these.
package protocol HTTPTransport: Sendable {
    /// Sends `request` and calls `handle` once status and headers have arrived.
    ///
    /// The exchange ends when `handle` returns; the unread rest of the body is dropped.
    /// - Throws: `HTTPTransportError`, `CancellationError`, and the errors of the request's body and of `handle`.
    func exchange<Result: Sendable>(
        _ request: HTTPRequest,
        _ handle: (HTTPResponse) async throws -> Result
    ) async throws -> Result
}

extension HTTPTransport {
    /// Sends `request` and reads the whole answer into memory; fails if its body is longer than `limit`.
    package func send(_ request: HTTPRequest, limit: Int) async throws -> HTTPMessage {
        try await exchange(request) { response in
            HTTPMessage(
                status: response.status,
                headers: response.headers,
                body: try await response.body.collect(limit: limit)
            )
        }
    }
}
