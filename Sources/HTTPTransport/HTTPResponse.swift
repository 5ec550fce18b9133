// SPDX-License-Identifier: Apache-2.0

package import ByteStreams

/// An answer whose body is still arriving.
package struct HTTPResponse: Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    /// The body; a slow reader slows the server down, and bytes do not pile up here.
    package let body: any ByteStream

    package init(status: Int, headers: HTTPHeaders, body: any ByteStream) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

/// An answer that has arrived completely.
package struct HTTPMessage: Sendable, Equatable {
    package let status: Int
    package let headers: HTTPHeaders
    package let body: [UInt8]

    package init(status: Int, headers: HTTPHeaders, body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
