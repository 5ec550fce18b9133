// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import HTTPTransport
import OCI
import Registry
import Scheduling
import TestSupport
import Testing

@Suite("Endpoints")
struct EndpointTests {
    private let directory: TestDirectory

    init() throws { directory = try TestDirectory() }

    private func client(
        _ transport: ScriptedTransport,
        _ settings: RegistrySettings = RegistrySettings()
    ) -> RegistryClient {
        RegistryClient(
            role: .source,
            transport: transport,
            settings: settings,
            policy: RequestPolicy(retry: RetryPolicy(time: TestClock().time))
        )
    }

    @Test("of Docker Hub are its real registry, with the credential of docker.io")
    func dockerHub() async throws {
        let transport = ScriptedTransport { request in
            if request.url.hasPrefix("https://auth.docker.io/token") {
                return HTTPMessage(status: 200, headers: [:], body: Array(#"{"token":"t"}"#.utf8))
            }
            guard request.headers["Authorization"] == "Bearer t" else {
                let challenge = #"Bearer realm="https://auth.docker.io/token",service="registry.docker.io""#
                return HTTPMessage(status: 401, headers: ["WWW-Authenticate": challenge], body: [])
            }
            return HTTPMessage(status: 200, headers: [:], body: Array(#"{"tags":["1"]}"#.utf8))
        }
        let file = try directory.authFile("https://index.docker.io/v1/", "ali", "sesame")
        let settings = RegistrySettings(credentials: try CredentialStore(environment: [:], authFile: file))
        let nginx = try ImageReference("nginx").repository
        #expect(try await client(transport, settings).tags(nginx) == ["1"])
        let urls = transport.requests.map(\.url)
        #expect(urls.first == "https://registry-1.docker.io/v2/library/nginx/tags/list?n=1000")
        #expect(urls[1].contains("scope=repository%3Alibrary%2Fnginx%3Apull"))
        #expect(transport.requests[1].headers["Authorization"]?.hasPrefix("Basic ") == true)
    }

    @Test("keep their own TLS settings from a token realm on another host")
    func realmSecurity() async throws {
        try directory.write("certs.d/r.example/ca.crt", TestDirectory.certificate("r"))
        let transport = ScriptedTransport { request in
            if request.url.contains("/token") {
                return HTTPMessage(status: 200, headers: [:], body: Array(#"{"token":"t"}"#.utf8))
            }
            let realm = request.url.contains("/same/") ? "r.example" : "auth.example"
            let challenge = "Bearer realm=\"https://\(realm)/token\""
            return HTTPMessage(status: 401, headers: ["WWW-Authenticate": challenge], body: [])
        }
        let settings = RegistrySettings(certificates: CertificateStore(directories: ["\(directory.path)/certs.d"]))
        for (name, host) in [("other", "auth.example"), ("same", "r.example")] {
            await #expect(throws: RegistryError.self) {
                try await client(transport, settings).tags(ImageReference("r.example/\(name)").repository)
            }
            let token = transport.requests.last { $0.url.hasPrefix("https://\(host)/token") }
            #expect((token?.security == .standard) == (host == "auth.example"))
        }
    }

    @Test("over TLS send no credential to a realm without it")
    func plainRealm() async throws {
        let transport = ScriptedTransport { _ in
            HTTPMessage(
                status: 401,
                headers: ["WWW-Authenticate": "Bearer realm=\"http://auth.example/token\""],
                body: []
            )
        }
        let file = try directory.authFile("r.example", "ali", "sesame")
        let settings = RegistrySettings(credentials: try CredentialStore(environment: [:], authFile: file))
        let error = await #expect(throws: RegistryError.self) {
            try await client(transport, settings).tags(ImageReference("r.example/a").repository)
        }
        #expect(error?.description.contains("the credential is not sent there") == true)
        #expect(transport.requests.count == 1)
    }

    @Test("that may be insecure are probed once, and no others are touched by it")
    func insecure() async throws {
        let transport = ScriptedTransport { request in
            guard request.url.hasPrefix("http://") else {
                throw HTTPTransportError(
                    reason: .tlsFailed,
                    method: request.method,
                    url: request.url,
                    message: "no TLS"
                )
            }
            return HTTPMessage(status: 200, headers: [:], body: Array(#"{"tags":[]}"#.utf8))
        }
        var entry = RegistriesConfiguration.Entry(prefix: "lab.example:5000/team", file: "registries.conf")
        entry.isInsecure = true
        let settings = RegistrySettings(registries: RegistriesConfiguration(entries: [entry]))
        let client = client(transport, settings)
        for _ in 0..<3 { _ = try await client.tags(ImageReference("lab.example:5000/team/x").repository) }
        #expect(transport.requests.filter { $0.url.hasPrefix("https://") }.count == 1)
        #expect(transport.requests.first?.security.verifiesPeer == false)
        for name in ["lab.example:5000/other", "lab.example/team/x"] {
            let error = await #expect(throws: RegistryError.self) {
                try await client.tags(ImageReference(name).repository)
            }
            #expect(error?.kind == .unreachable(.tlsFailed))
            #expect(transport.requests.last?.security.verifiesPeer == true)
        }
    }

    @Test("are set up from the environment alone")
    func load() throws {
        try directory.write("home/.docker/config.json", try TestDirectory.auths(["a.example": ("ali", "x")]))
        try directory.write("etc/containers/registries.conf", "[[registry]]\nlocation = \"b.example\"\ninsecure = true")
        let settings = try RegistrySettings.load(
            environment: ["HOME": "\(directory.path)/home"],
            destinationVerifiesTLS: false,
            systemDirectory: "\(directory.path)/etc"
        )
        #expect(settings.registries.entries.map(\.prefix) == ["b.example"])
        #expect(settings.sourceVerifiesTLS && !settings.destinationVerifiesTLS)
        #expect(throws: SettingsError.self) {
            try RegistrySettings.load(environment: [:], authFile: "\(directory.path)/none")
        }
    }
}
