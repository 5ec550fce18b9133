// SPDX-License-Identifier: Apache-2.0

import ByteStreams

/// Sends requests and hands over answers: the seam between the registry protocol and libcurl.
///
/// A transport never follows redirects, never retries and never adds credentials;
/// those are decisions of its callers.
package protocol HTTPTransport: Sendable {
    /// Sends `request` and calls `handle` once status and headers have arrived.
    ///
    /// The exchange ends when `handle` returns: what it left unread of the body is dropped.
    /// - Throws: `HTTPTransportError`, `CancellationError`, what the request's body or `handle` throws.
    func exchange<Result: Sendable>(
        _ request: HTTPRequest,
        _ handle: (HTTPResponse) async throws -> Result
    ) async throws -> Result
}

extension HTTPTransport {
    /// Sends `request` and reads the whole answer into memory, or fails when its body is longer than `limit`.
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
