// SPDX-License-Identifier: Apache-2.0

package import ByteStreams

/// One HTTP request to one absolute URL.
package struct HTTPRequest: Sendable {
    /// The methods of the distribution protocol.
    package enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// The body of a request.
    package enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// Exactly `length` bytes, read from `stream` as the connection takes them.
        case stream(any ByteStream, length: Int64)
    }

    package var method: Method
    package var url: String
    package var headers: HTTPHeaders
    package var body: Body
    package var security: TransportSecurity
    /// The maximum time until the server answers, if it differs from the transport's own limit.
    package var answerTimeout: Duration?
    /// The maximum time for the body of the answer; `nil` if it depends on the length, as with blobs.
    package var bodyTimeout: Duration?

    /// Whether the request may share a connection with others, as a stream of HTTP/2 where the server offers it over TLS.
    ///
    /// Many small questions do; a blob does not, because one connection does not fill a fast network.
    package var mayShareConnection = false

    /// The maximum time for documents such as manifests, tokens, lists and graphs to arrive.
    package static let documentTimeout = Duration.seconds(5 * 60)

    package init(
        _ method: Method,
        _ url: String,
        headers: HTTPHeaders = [:],
        body: Body = .none,
        security: TransportSecurity = .standard
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.security = security
    }
}
