// SPDX-License-Identifier: Apache-2.0

package import HTTPTransport
import Scheduling

/// A transport that remembers which URLs were asked for.
package struct CountingTransport: HTTPTransport {
    private let transport: CurlTransport
    private let asked = Guarded<[String]>([])

    package init(_ transport: CurlTransport) { self.transport = transport }

    /// The URLs so far.
    package var urls: [String] { asked.withLock { $0 } }

    package func exchange<Result: Sendable>(
        _ request: HTTPRequest,
        _ handle: (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        asked.withLock { $0.append(request.url) }
        return try await transport.exchange(request, handle)
    }
}
