// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import TestSupport
import Testing

@Suite(.waitsForPrograms) struct SecurityTests {
    private let authority: TestAuthority

    init() throws { authority = try TestAuthority() }

    private var trusting: TransportSecurity { TransportSecurity(trustedRoots: authority.root) }
    private let careless = TransportSecurity(verifiesPeer: false)

    /// Returns the status of a GET.
    private func status(_ transport: CurlTransport, _ url: String, _ security: TransportSecurity) async throws -> Int {
        try await transport.send(HTTPRequest(.get, url, security: security)).status
    }

    /// Returns how a GET fails.
    private func failure(
        _ transport: CurlTransport,
        _ url: String,
        _ security: TransportSecurity
    ) async throws -> HTTPTransportError {
        try #require(
            await #expect(throws: HTTPTransportError.self) { try await status(transport, url, security) }
        )
    }

    /// Returns why a GET fails.
    private func reason(
        _ transport: CurlTransport,
        _ url: String,
        _ security: TransportSecurity
    ) async throws -> HTTPTransportError.Reason {
        try await failure(transport, url, security).reason
    }

    @Test func `the advice for a certificate fits what is wrong with it`() async throws {
        let server = try SecureServer(authority, ["-www"])
        let transport = CurlTransport.forTests()
        let unknown = try await failure(transport, server.url, .standard)
        #expect(unknown.certificate == .unknownAuthority)
        #expect(unknown.remedy(host: "h")?.contains("SSL_CERT_FILE") == true)

        let named = try await failure(transport, server.url.replacing("127.0.0.1", with: "localhost"), trusting)
        #expect(named.certificate == .wrongName)
        #expect(named.message.contains("is not for the name `localhost:"))
        #expect(named.remedy(host: "localhost:5000")?.contains("-connect localhost:5000") == true)

        let expired = try SecureServer(authority, ["-www"], certificate: "expired")
        let old = try await failure(transport, expired.url, trusting)
        #expect(old.certificate == .expired)
        #expect(old.message.contains("has expired"))
        #expect(old.remedy(host: "h")?.contains("-connect h:443") == true)
        #expect(old.remedy(host: "h")?.contains("SSL_CERT_FILE") == false)
        for error in [unknown, named, old] { #expect(!error.isRetryable) }
    }

    @Test(arguments: ["-tls1_2", "-tls1_3"])
    func `a server that wants a client certificate is told to want one`(version: String) async throws {
        let server = try SecureServer(
            authority,
            ["-www", version, "-Verify", "1", "-verify_return_error", "-CAfile", "ca.pem"]
        )
        let error = try await failure(.forTests(), server.url, trusting)
        #expect(error.asksForClientCertificate)
        #expect([.clientCertificateRefused, .connectionLost].contains(error.reason))
        #expect(error.message.contains("the server asked for a client certificate, and there is none"), "\(error)")
        #expect(!error.message.contains("Broken pipe"))
    }

    @Test func `a private root is trusted where it is given, and only there`() async throws {
        let server = try SecureServer(authority, ["-www"])
        let other = try TestAuthority()
        let transport = CurlTransport.forTests()
        #expect(try await status(transport, server.url, trusting) == 200)
        #expect(try await reason(transport, server.url, .standard) == .untrustedCertificate)
        let foreign = TransportSecurity(trustedRoots: other.root)
        #expect(try await reason(transport, server.url, foreign) == .untrustedCertificate)
        #expect(try await status(transport, server.url, trusting) == 200)
    }

    @Test func `a request that does not verify leaves the next one verified`() async throws {
        let server = try SecureServer(authority, ["-www"])
        let transport = CurlTransport.forTests()
        for _ in 0..<2 {
            #expect(try await status(transport, server.url, careless) == 200)
            #expect(try await reason(transport, server.url, .standard) == .untrustedCertificate)
        }
    }

    @Test func `a certificate must name the host`() async throws {
        let server = try SecureServer(authority, ["-www"])
        let url = server.url.replacing("127.0.0.1", with: "localhost")
        let transport = CurlTransport.forTests()
        #expect(try await reason(transport, url, trusting) == .untrustedCertificate)
        #expect(try await status(transport, url, careless) == 200)
    }

    @Test func `an unverified connection is kept, but not for a request that verifies`() async throws {
        let server = try SecureServer(authority, [])
        // The server takes no second connection while the first is open: a request that must not
        // share it gets nowhere, one that may is answered.
        let transport = CurlTransport.forTests { $0.connectTimeout = .milliseconds(500) }
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        for _ in 0..<2 {
            async let message = transport.send(HTTPRequest(.get, server.url, security: careless))
            try server.answer(answer)
            #expect(try await message.status == 200)
        }
        for security in [trusting, .standard, careless.presenting(authority.clientCertificate)] {
            #expect(try await reason(transport, server.url, security) == .timedOut)
        }
    }

    @Test func `a client shows the certificate it was given`() async throws {
        let server = try SecureServer(authority, ["-www", "-Verify", "1", "-verify_return_error", "-CAfile", "ca.pem"])
        let transport = CurlTransport.forTests()
        let known = trusting.presenting(authority.clientCertificate)
        #expect(try await status(transport, server.url, known) == 200)
        await #expect(throws: HTTPTransportError.self) { try await status(transport, server.url, trusting) }
        let missing = TransportSecurity.ClientCertificate(certificatePath: "/nowhere.pem", keyPath: "/nowhere.key")
        #expect(try await reason(transport, server.url, trusting.presenting(missing)) == .tlsFailed)
    }

    @Test func `roots that are none are a failure of TLS`() async throws {
        let server = try SecureServer(authority, ["-www"])
        let security = TransportSecurity(trustedRoots: "no certificate")
        #expect(try await reason(.forTests(), server.url, security) == .tlsFailed)
    }

    @Test func `plain HTTP behind a secure URL is a failure of TLS`() async throws {
        let server = try LoopbackServer { try $0.respond(200) }
        let url = server.url.replacing("http:", with: "https:")
        #expect(try await reason(.forTests(), url, .standard) == .tlsFailed)
    }
}

extension TransportSecurity {
    /// Returns the same with a client certificate.
    fileprivate func presenting(_ certificate: ClientCertificate) -> Self {
        var copy = self
        copy.clientCertificate = certificate
        return copy
    }
}
