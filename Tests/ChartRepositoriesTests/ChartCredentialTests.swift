// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Diagnostics
import Downloads
import Foundation
import HTTPTransport
import ImageAccess
import OCI
import Registry
import Scheduling
import TestSupport
import Testing

struct ChartCredentialTests: FetchingCharts {
    let charts: [TestChart]

    init() throws { charts = try Self.sampleCharts() }

    private func entry(_ server: ChartServer, url: String? = nil, passesAll: Bool = false) -> HelmRepositoryEntry {
        HelmRepositoryEntry(
            name: "team",
            url: url ?? server.url + "/",
            credential: .basic(user: ChartServer.user, password: Secret(ChartServer.password)),
            passesCredentialsToAll: passesAll
        )
    }

    @Test func `the credential that Helm keeps opens the repository`() async throws {
        let server = try ChartServer(charts, wantsPassword: true)
        #expect(
            try await fetcher(access(entry(server))).chart("web", version: nil, in: server.url).bytes == charts[1].bytes
        )
    }

    @Test(arguments: ["http://127.0.0.1:1/charts", "https://127.0.0.1/charts", "URL/other", "URLmore"])
    func `a credential of another server or another path is not sent`(url: String) async throws {
        let server = try ChartServer(charts, wantsPassword: true)
        let access = access(entry(server, url: url.replacing("URL", with: server.url)))
        let text = await message { _ = try await fetcher(access).chart("web", version: nil, in: server.url) }
        #expect(text.contains("the server answered 401"))
        #expect(server.server.requests.allSatisfy { $0.headers["Authorization"] == nil })
    }

    @Test func `a server that refuses says whether it was shown a credential, and where one is kept`() async throws {
        let server = try ChartServer(charts, wantsPassword: true)
        let none = await message { _ = try await fetcher().chart("web", version: nil, in: server.url) }
        #expect(none.contains("401") && none.contains("no credentials were sent") && none.contains("helm repo add"))
        let wrong = HelmRepositoryEntry(
            name: "team",
            url: server.url,
            credential: .basic(user: ChartServer.user, password: Secret("wrong"))
        )
        let text = await message { _ = try await fetcher(access(wrong)).chart("web", version: nil, in: server.url) }
        #expect(text.contains("does not accept the credentials") && !text.contains("wrong"), "\(text)")
    }

    @Test func `a credential in the address opens the repository, and no message shows it`() async throws {
        let server = try ChartServer(charts, wantsPassword: true)
        let user = "\(ChartServer.user):\(ChartServer.password)"
        let url = server.url.replacing("http://", with: "http://\(user)@")
        #expect(try await fetcher().chart("web", version: nil, in: url).bytes == charts[1].bytes)
        server.remove("/charts/index.yaml")
        let text = await message { _ = try await fetcher().chart("web", version: nil, in: url) }
        #expect(!text.contains(ChartServer.password) && text.contains(server.url))
    }

    @Test func `a credential of an auth file opens the repository, unless Helm has one`() async throws {
        let server = try ChartServer(charts, wantsPassword: true)
        let folder = try TemporaryDirectory()
        func store(_ password: String) throws -> CredentialStore {
            let token = Data("\(ChartServer.user):\(password)".utf8).base64EncodedString()
            let text = #"{"auths":{"\#(server.server.host)":{"auth":"\#(token)"}}}"#
            try text.write(toFile: "\(folder.path)/auth.json", atomically: true, encoding: .utf8)
            return try CredentialStore(environment: [:], authFile: "\(folder.path)/auth.json")
        }
        let right = ChartAccess(credentials: try store(ChartServer.password))
        #expect(try await fetcher(right).chart("web", version: nil, in: server.url).bytes == charts[1].bytes)
        let own = entry(server)
        let both = ChartAccess(credentials: try store("wrong")) { HelmRepositories(entries: [own]) }
        #expect(try await fetcher(both).chart("web", version: nil, in: server.url).bytes == charts[1].bytes)
    }

    @Test(arguments: [false, true])
    func `another host that the index names learns the credential only if Helm says so`(passesAll: Bool) async throws {
        let other = try ChartServer(charts)
        let server = try ChartServer(wantsPassword: true)
        server.putIndex("entries:\n  web:\n" + charts[0].entry(url: "\(other.url)/web-1.0.0.tgz"))
        let access = access(entry(server, passesAll: passesAll))
        #expect(try await fetcher(access).chart("web", version: nil, in: server.url).bytes == charts[0].bytes)
        #expect(
            other.server.requests.map { $0.headers["Authorization"] } == [passesAll ? ChartServer.authorization : nil]
        )
    }

    @Test func `a redirect to another host carries no credential`() async throws {
        let other = try ChartServer(charts)
        let server = try LoopbackServer { exchange in
            try exchange.respond(
                302,
                headers: ["Location": "\(other.url)/\(exchange.path.split(separator: "/").last ?? "")"]
            )
        }
        let access = access(
            HelmRepositoryEntry(name: "a", url: server.url, credential: .basic(user: "u", password: Secret("geheim")))
        )
        _ = try await fetcher(access).chart("web", version: nil, in: server.url)
        #expect(other.server.requests.allSatisfy { $0.headers["Authorization"] == nil })
    }

    @Test func `a file of Helm that is broken is told only where a repository is reached`() async throws {
        let access = ChartAccess { throw SettingsError(path: "/r.yaml", message: "is broken", remedy: "mend it") }
        let server = try ChartServer(charts)
        let text = await message { _ = try await fetcher(access).chart("web", version: nil, in: server.url) }
        #expect(text.contains("/r.yaml: is broken"))
    }
}
