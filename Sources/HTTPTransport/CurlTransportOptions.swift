// SPDX-License-Identifier: Apache-2.0

/// What a `CurlTransport` is told once and applies to every request.
package struct CurlTransportOptions: Sendable {
    /// The version in the `User-Agent` header.
    package var version: String
    package var proxies: ProxySettings

    /// How long name resolution, TCP and TLS may take together.
    package var connectTimeout: Duration = .seconds(30)
    /// How long fewer than `stallBytes` may move while bytes should.
    package var stallTimeout: Duration = .seconds(45)
    /// How many bytes must move within `stallTimeout`, so that a drip does not keep a transfer alive for years.
    package var stallBytes: Int64 = 8 << 10
    /// How long a server may think about a request that had no body.
    ///
    /// A registry that is a cache fetches the blob from elsewhere first.
    package var answerTimeout: Duration = .seconds(5 * 60)
    /// How long a server may think about an upload that it has received whole.
    ///
    /// Registries hash, copy or replicate tens of gigabytes before they answer the closing PUT.
    package var commitTimeout: Duration = .seconds(30 * 60)

    /// How many idle connections are kept for coming requests.
    package var idleConnections = 256
    /// How many bytes of one response may wait for their reader before the server is slowed down.
    package var highWaterMark = 512 * 1024
    /// How many bytes make a full chunk of a response.
    package var chunkSize = 128 * 1024
    /// How much libcurl reads from a connection at a time.
    package var receiveBufferSize = 128 * 1024
    /// How much of a request body libcurl takes at a time.
    package var uploadBufferSize = 512 * 1024

    package init(version: String, proxies: ProxySettings = .none) {
        self.version = version
        self.proxies = proxies
    }
}
