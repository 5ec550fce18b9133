// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Registry

@Suite("Credentials of helm registry login")
struct HelmCredentialTests {
    private let folder: TemporaryDirectory

    init() throws { folder = try TemporaryDirectory() }

    private func file(_ password: String) -> String {
        let token = Data("ali:\(password)".utf8).base64EncodedString()
        return #"{"auths":{"registry.example":{"auth":"\#(token)"}}}"#
    }

    private func found(_ environment: [String: String]) async throws -> Credential? {
        try await CredentialStore(environment: environment).credential(host: "registry.example")
    }

    @Test(
        "are where Helm has them",
        arguments: [
            (["HOME": "/F"], ".config/helm/registry/config.json"),
            (["XDG_CONFIG_HOME": "/F/x", "HOME": "/F"], "x/helm/registry/config.json"),
            (["HELM_CONFIG_HOME": "/F/h", "HOME": "/F"], "h/registry/config.json"),
            (["HELM_REGISTRY_CONFIG": "/F/own.json", "HOME": "/F"], "own.json"),
        ]
    )
    func places(environment: [String: String], path: String) async throws {
        try folder.write(file("sesame"), to: path)
        var environment = environment.mapValues { $0.replacing("/F", with: folder.path) }
        environment["XDG_RUNTIME_DIR"] = folder["run"]
        #expect(try await found(environment) == .basic(user: "ali", password: Secret("sesame")))
    }

    @Test("come after those of the container tools, and not beside a file that is named")
    func order() async throws {
        try folder.write(file("helm"), to: ".config/helm/registry/config.json")
        var environment = ["HOME": folder.path, "XDG_RUNTIME_DIR": folder["run"]]
        #expect(try await found(environment) == .basic(user: "ali", password: Secret("helm")))
        try folder.write(file("podman"), to: "run/containers/auth.json")
        #expect(try await found(environment) == .basic(user: "ali", password: Secret("podman")))
        try folder.write(#"{"auths":{}}"#, to: "named.json")
        environment["REGISTRY_AUTH_FILE"] = folder["named.json"]
        #expect(try await found(environment) == nil)
    }

    @Test("are no servers' but registries' where they are tokens")
    func tokens() {
        #expect(Credential.identityToken(Secret("t")).basicAuthorization == nil)
        let expected = "Basic " + Data("u:p:w".utf8).base64EncodedString()
        #expect(Credential.basic(user: "u", password: Secret("p:w")).basicAuthorization == expected)
    }
}
