// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import HTTPTransport
import Logging
import OCI
import Registry
import Scheduling
import TestSupport
import Testing

/// Servers, and proxies before them, that repeat what they were sent.
@Suite("What was sent as a secret")
struct EchoTests {
    private static let password = "hunter2-secret"
    private static let encoded = Data("joe:\(password)".utf8).base64EncodedString()
    /// What no text may hold, nor a large part of it.
    private static let secrets = [
        password, encoded, String(encoded.prefix(12)), "T0KEN-of-joe", "S1GNED", "refresh-me",
    ]

    private let directory: TestDirectory

    init() throws { directory = try TestDirectory() }

    /// Returns an error's text and what was logged, with a registry that refuses manifests by what `answer` makes of a
    /// request's Authorization.
    private func texts(
        _ challenge: String = #"Basic realm="x""#,
        entry: String = #"{"auth": "\#(encoded)"}"#,
        _ answer: @escaping @Sendable (LoopbackExchange, String) throws -> Void
    ) async throws -> String {
        let server = try LoopbackServer { exchange in
            if exchange.path == "/token" { return try exchange.respond(200, text: #"{"token": "T0KEN-of-joe"}"#) }
            guard let authorization = exchange.headers["Authorization"] else {
                let realm = "http://\(exchange.headers["Host"] ?? "")"
                return try exchange.respond(
                    401,
                    headers: ["WWW-Authenticate": challenge.replacing("HOST", with: realm)]
                )
            }
            try answer(exchange, authorization)
        }
        let file = try directory.write("auth-\(server.port).json", #"{"auths": {"\#(server.host)": \#(entry)}}"#)
        let settings = RegistrySettings(credentials: try CredentialStore(environment: [:], authFile: file))
        let lines = Guarded<[String]>([])
        var logger = Logger(label: "test") { _ in Recorder(lines: lines) }
        logger.logLevel = .trace
        let client = testClient(.source, settings, logger: logger)
        let repository = Repository(host: try RegistryHost(server.host), name: try RepositoryName("a"))
        let error = await #expect(throws: RegistryError.self) {
            _ = try await client.manifest(repository, .tag(Tag("x")))
        }
        var dumped = ""
        dump(error, to: &dumped)
        return ([error?.description ?? "", dumped] + lines.withLock { $0 }).joined(separator: "\n")
    }

    private func expectNoSecret(in text: String) {
        for secret in Self.secrets { #expect(!text.contains(secret), "\(text)") }
    }

    @Test("is in no error, however a server says it")
    func errors() async throws {
        let forms: [@Sendable (String) -> (String, String)] = [
            { ("application/json", #"{"errors":[{"code":"DENIED","message":"got \#($0)"}]}"#) },
            { ("application/json", #"{"errors":[{"code":"DENIED \#($0)","message":"no"}]}"#) },
            { ("application/json", #"{"details":"\#($0.replacing("=", with: "\\u003d"))"}"#) },
            {
                (
                    "application/json",
                    #"{"message":"\#(Self.password) is not the password of joe"}"#.replacing("\($0)", with: "")
                )
            },
            { ("text/plain", "GET /\nAuthorization: \($0)\n") },
            { ("text/plain", String(repeating: "x ", count: 130) + $0) },
            { ("text/plain", "auth=\($0.split(separator: " ").last?.replacing("=", with: "%3D") ?? "")") },
        ]
        for form in forms {
            let text = try await texts { exchange, authorization in
                let (type, body) = form(authorization)
                try exchange.respond(403, headers: ["Content-Type": type], text: body)
            }
            #expect(text.contains("<redacted>"), "\(text)")
            expectNoSecret(in: text)
        }
    }

    @Test("is in no warning, and in no error about an answer")
    func answers() async throws {
        let warned = try await texts { exchange, authorization in
            try exchange.respond(200, headers: ["Warning": "299 - \"saw \(authorization)\""], text: "{}")
        }
        #expect(warned.contains("saw Basic <redacted>"))
        expectNoSecret(in: warned)
        let typed = try await texts { exchange, authorization in
            let type = "application/\(authorization.split(separator: " ").last ?? "")"
            try exchange.respond(200, headers: ["Content-Type": type], text: #"{"schemaVersion": 2}"#)
        }
        // Media types are compared in lower case, which is not the secret any more.
        for secret in Self.secrets { #expect(!typed.contains(secret)) }
    }

    @Test("is in no error where it is a token, or the refresh token behind it")
    func tokens() async throws {
        let challenge = #"Bearer realm="HOST/token",service="s""#
        let text = try await texts(challenge) { exchange, authorization in
            try exchange.respond(403, text: "saw \(authorization)")
        }
        #expect(text.contains("saw Bearer <redacted>"), "\(text)")
        expectNoSecret(in: text)
        let refreshed = try await texts(challenge, entry: #"{"identitytoken": "refresh-me"}"#) { exchange, _ in
            try exchange.respond(403, text: "saw refresh-me before, and T0KEN-of-joe")
        }
        #expect(refreshed.contains("saw <redacted> before, and <redacted>"), "\(refreshed)")
        expectNoSecret(in: refreshed)
    }

    @Test("is in no error of a place that a signed URL leads to")
    func signedURLs() async throws {
        let store = try LoopbackServer { try $0.respond(403, text: "<Error>\($0.target)</Error>") }
        let text = try await texts { exchange, _ in
            let url = "\(store.url)/blob?X-Amz-Signature=S1GNED-\(exchange.request.connection)&n=1"
            try exchange.respond(307, headers: ["Location": url])
        }
        #expect(text.contains("X-Amz-Signature=<redacted>&n=1"), "\(text)")
        expectNoSecret(in: text)
    }

    /// Keeps what is logged.
    private struct Recorder: LogHandler {
        let lines: Guarded<[String]>
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { lines.withLock { $0.append("\(event.message)") } }
    }
}
