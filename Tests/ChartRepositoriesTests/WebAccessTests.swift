// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import Registry
import TestSupport
import Testing

@testable import ChartRepositories

@Suite("Who learns the credentials of a chart repository")
struct WebAccessTests {
    private func access(_ url: String, passesAll: Bool = false) async throws -> WebAccess {
        let entry = HelmRepositoryEntry(
            name: "a",
            url: "https://charts.example/team",
            credential: .basic(user: "u", password: Secret("p")),
            files: .init(certificate: "/c.pem", key: "/k.pem"),
            skipsVerification: true,
            passesCredentialsToAll: passesAll
        )
        return try await ChartAccess { HelmRepositories(entries: [entry]) }.access(to: url)
    }

    @Test(
        "the server of the repository, under the same scheme and port",
        arguments: [
            ("https://charts.example/team/web.tgz", true), ("https://charts.example/elsewhere", true),
            ("https://CHARTS.example:443/x", true), ("http://charts.example/team/web.tgz", false),
            ("https://charts.example:8443/x", false), ("https://charts.example.evil/x", false),
            ("https://evil.example/charts.example", false),
        ]
    )
    func server(url: String, learns: Bool) async throws {
        let access = try await access("https://charts.example/team")
        let address = try #require(WebAddress(url))
        #expect((access.headers(for: address)["Authorization"] != nil) == learns)
        let security = try access.security(for: address)
        #expect((security.clientCertificate != nil) == learns)
        #expect(security.verifiesPeer == !learns)
        let all = try await self.access("https://charts.example/team", passesAll: true)
        #expect(all.headers(for: address)["Authorization"] != nil)
    }

    @Test(
        "an entry of Helm is that of a repository at its address, however that is written",
        arguments: [
            ("https://charts.example/team", true), ("https://charts.example/team/", true),
            ("https://charts.example/team//", true), ("https://charts.example/team/index.yaml", true),
            ("https://charts.example/team?token=1", true), ("https://x:y@charts.example/team", true),
            ("https://charts.example/Team", false), ("https://charts.example/", false),
            ("https://charts.example/team/more", false), ("http://charts.example/team", false),
            ("https://charts.example/teams", false),
        ]
    )
    func entries(url: String, isOf: Bool) throws {
        let entry = HelmRepositoryEntry(name: "a", url: "https://charts.example/team")
        #expect(entry.isOf(try #require(WebAddress(url))) == isOf)
    }

    @Test(
        "dots in a path are resolved, and never lead above the server",
        arguments: [
            ("/a/./b", "/a/b"), ("/a/../b", "/b"), ("/../../b", "/b"), ("/a/b/..", "/a"), ("/a/", "/a/"),
            ("/a/..b/c.", "/a/..b/c."), ("/a/../b?c=../d", "/b?c=../d"),
        ]
    )
    func dots(target: String, expected: String) throws {
        let address = try #require(WebAddress("https://charts.example\(target)"))
        #expect(address.withoutDots.target == expected)
    }

    @Test(
        "addresses are shown without user, password and query",
        arguments: [
            ("https://u:p@charts.example/team?t=1#x", "https://charts.example/team"),
            ("https://charts.example/a@b", "https://charts.example/a@b"), ("oci://u:p@host/x", "oci://host/x"),
            ("https://u:p@@charts.example", "https://charts.example"), ("charts/web", "charts/web"),
        ]
    )
    func shown(url: String, expected: String) { #expect(url.withoutCredentials == expected) }

    @Test(
        "a repository has one name in plans, however its address is written",
        arguments: [
            "https://charts.example/team", "https://charts.example/team/", "https://charts.example/team//",
            "https://charts.example/team/index.yaml", "https://u:p@charts.example/team/?token=1",
        ]
    )
    func names(url: String) { #expect(url.repositoryName == "https://charts.example/team") }
}
