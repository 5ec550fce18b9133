// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Diagnostics
import Foundation
import Registry
import TestSupport
import Testing

struct HelmRepositoriesTests {
    private func write(_ text: String, to path: String, in folder: TemporaryDirectory) throws -> String {
        let path = "\(folder.path)/\(path)"
        try FileManager.default.createDirectory(
            atPath: (path as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true
        )
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    private static let sample = """
        apiVersion: ""
        generated: "0001-01-01T00:00:00Z"
        repositories:
        - caFile: /etc/ca.pem
          certFile: /etc/client.pem
          insecure_skip_tls_verify: true
          keyFile: /etc/client.key
          name: team
          pass_credentials_all: true
          password: 12345
          url: https://charts.example.com/team/
          username: ali
        - name: open
          url: https://open.example.com
          username: ""
          password: ""
        - name: without address
        """

    @Test func `the file of Helm is read with all that it knows of a repository`() throws {
        let folder = try TemporaryDirectory()
        let path = try write(Self.sample, to: "r.yaml", in: folder)
        let entries = try HelmRepositories(environment: ["HELM_REPOSITORY_CONFIG": path]).entries
        #expect(
            entries == [
                HelmRepositoryEntry(
                    name: "team",
                    url: "https://charts.example.com/team/",
                    credential: .basic(user: "ali", password: Secret("12345")),
                    files: .init(authorities: "/etc/ca.pem", certificate: "/etc/client.pem", key: "/etc/client.key"),
                    skipsVerification: true,
                    passesCredentialsToAll: true
                ),
                HelmRepositoryEntry(name: "open", url: "https://open.example.com"),
            ]
        )
    }

    @Test(
        "the file is where Helm has it",
        arguments: [
            (["XDG_CONFIG_HOME": "/F/xdg", "HOME": "/F"], "xdg/helm/repositories.yaml"),
            (["HOME": "/F"], ".config/helm/repositories.yaml"),
            (["HELM_CONFIG_HOME": "/F/h", "HOME": "/F"], "h/repositories.yaml"),
            (["HELM_REPOSITORY_CONFIG": "/F/own.yaml", "HELM_CONFIG_HOME": "/F/h"], "own.yaml"),
        ]
    )
    func places(environment: [String: String], path: String) throws {
        let folder = try TemporaryDirectory()
        _ = try write(Self.sample, to: path, in: folder)
        let environment = environment.mapValues { $0.replacing("/F", with: folder.path) }
        #expect(try HelmRepositories(environment: environment).entries.map(\.name) == ["team", "open"])
    }

    @Test func `no file, no home and an empty file are no repositories`() throws {
        let folder = try TemporaryDirectory()
        #expect(try HelmRepositories(environment: [:]).entries.isEmpty)
        #expect(try HelmRepositories(environment: ["HOME": folder.path]).entries.isEmpty)
        for text in ["", "\n", "repositories: null\n", "repositories: []\n"] {
            let path = try write(text, to: "r.yaml", in: folder)
            #expect(try HelmRepositories(environment: ["HELM_REPOSITORY_CONFIG": path]).entries.isEmpty)
        }
    }

    @Test func `a file that is not YAML is an error that shows no line of it`() throws {
        let folder = try TemporaryDirectory()
        let path = try write("repositories:\n- password: \"geheim\n", to: "r.yaml", in: folder)
        let error = #expect(throws: SettingsError.self) {
            _ = try HelmRepositories(environment: ["HELM_REPOSITORY_CONFIG": path])
        }
        #expect(error?.description.contains(path) == true)
        #expect(error?.description.contains("geheim") == false)
        #expect(
            "\(try HelmRepositories(entries: [HelmRepositoryEntry(name: "a", url: "b", credential: .basic(user: "u", password: Secret("geheim")))]))"
                .contains("geheim") == false
        )
    }

    @Test func `a file that cannot be read is an error with its path`() throws {
        let folder = try TemporaryDirectory()
        let error = #expect(throws: SettingsError.self) {
            _ = try HelmRepositories(environment: ["HELM_REPOSITORY_CONFIG": folder.path])
        }
        #expect(error?.description.contains("cannot be read") == true)
    }
}
