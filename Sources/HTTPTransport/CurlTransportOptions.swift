// SPDX-License-Identifier: Apache-2.0

/// The settings of a `CurlTransport`, which apply to every request.
package struct CurlTransportOptions: Sendable {
    /// The version in the `User-Agent` header.
    package var version: String
    package var proxies: ProxySettings

    /// The maximum time for name resolution, TCP and TLS together.
    package var connectTimeout: Duration = .seconds(30)
    /// The time after which a transfer is given up if it moves less than `stallBytes`.
    package var stallTimeout: Duration = .seconds(45)
    /// The number of bytes that must move within `stallTimeout`, so that a very slow server cannot hold a transfer
    /// for years.
    package var stallBytes: Int64 = 8 << 10
    /// The maximum time until a server answers a request without a body.
    ///
    /// A registry that is a cache fetches the blob from elsewhere first.
    package var answerTimeout: Duration = .seconds(5 * 60)
    /// The maximum time until a server answers an upload that it has received completely.
    ///
    /// Registries hash, copy or replicate tens of gigabytes before they answer the closing PUT.
    package var commitTimeout: Duration = .seconds(30 * 60)

    /// The number of idle connections that are kept for later requests.
    package var idleConnections = 256
    /// The number of bytes of one response that may wait for their reader before the server is slowed down.
    package var highWaterMark = 512 * 1024
    /// The size of a full chunk of a response in bytes.
    package var chunkSize = 128 * 1024
    /// The number of bytes that libcurl reads from a connection at a time.
    package var receiveBufferSize = 128 * 1024
    /// The number of bytes of a request body that libcurl takes at a time.
    package var uploadBufferSize = 512 * 1024

    package init(version: String, proxies: ProxySettings = .none) {
        self.version = version
        self.proxies = proxies
    }
}
