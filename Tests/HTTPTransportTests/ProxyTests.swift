// SPDX-License-Identifier: Apache-2.0

import HTTPTransport
import TestSupport
import Testing

struct ProxyTests {
    /// Returns a transport that sees the given environment.
    private func transport(_ environment: [String: String]) -> CurlTransport {
        .forTests { $0.proxies = ProxySettings(environment: environment) }
    }

    @Test(arguments: ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
    func `plain requests go to the proxy whole`(variable: String) async throws {
        let proxy = try LoopbackServer { try $0.respond(200, text: "from the proxy") }
        let transport = transport([variable: "http://me:secret@\(proxy.host)"])
        let message = try await transport.send(HTTPRequest(.get, "http://registry.invalid:5000/v2/?a=b"))
        #expect(String(decoding: message.body, as: UTF8.self) == "from the proxy")
        let request = try #require(proxy.requests.first)
        #expect(request.target == "http://registry.invalid:5000/v2/?a=b")
        #expect(request.headers["Proxy-Authorization"] == "Basic bWU6c2VjcmV0")
        #expect(request.headers["Authorization"] == nil)
    }

    @Test func `secure requests ask for a tunnel, and its refusal is the proxy's failure`() async throws {
        let proxy = try LoopbackServer { try $0.respond(407, headers: ["Proxy-Authenticate": "Basic realm=\"p\""]) }
        let transport = transport(["HTTPS_PROXY": "http://me:secret@\(proxy.host)", "HTTP_PROXY": "http://127.0.0.1:1"])
        let error = await #expect(throws: HTTPTransportError.self) {
            try await transport.send(HTTPRequest(.get, "https://registry.invalid/v2/"))
        }
        #expect(error?.reason == .proxyFailed)
        #expect(error.map { "\($0)".contains("secret") } == false)
        #expect(proxy.requests.map(\.method) == ["CONNECT"])
        #expect(proxy.requests.first?.target == "registry.invalid:443")
    }

    @Test(arguments: ["http://me:secret@127.0.0.1:1", "strange://me:secret@127.0.0.1:1", "http://me:secret@[:1"])
    func `the proxy's credentials stay out of the error`(proxy: String) async throws {
        let error = await #expect(throws: HTTPTransportError.self) {
            try await transport(["HTTP_PROXY": proxy]).send(HTTPRequest(.get, "http://registry.invalid/"))
        }
        #expect(error.map { "\($0)".contains("secret") } == false)
    }

    @Test(arguments: ["http://me:secret@127.0.0.1:1", "127.0.0.1:1/", "http://[::1]:1"])
    func `a proxy that does not answer is not taken for the server`(proxy: String) async throws {
        let error = await #expect(throws: HTTPTransportError.self) {
            try await transport(["HTTP_PROXY": proxy]).send(HTTPRequest(.get, "http://registry.invalid/"))
        }
        #expect(error?.reason == .proxyUnreachable)
        #expect(error?.message.hasPrefix("the proxy does not answer: ") == true, "\(error.debugDescription)")
        #expect(error?.remedy(host: "registry.invalid") == "check the network, HTTPS_PROXY and NO_PROXY")
    }

    @Test(arguments: ["0.0.0.0", "other.example,0.0.0.0", "0.0.0.0/8 , a.example", "*"])
    func `exceptions are reached directly`(exceptions: String) async throws {
        let proxy = try LoopbackServer { try $0.respond(502) }
        let server = try LoopbackServer { try $0.respond(200) }
        // The system takes this address for the loopback one, which never goes through a proxy.
        let url = "http://0.0.0.0:\(server.port)/"
        #expect(try await transport(["HTTP_PROXY": proxy.url]).send(HTTPRequest(.get, url)).status == 502)
        for name in ["NO_PROXY", "no_proxy"] {
            let transport = transport(["HTTP_PROXY": proxy.url, name: exceptions])
            #expect(try await transport.send(HTTPRequest(.get, url)).status == 200)
        }
    }

    @Test func `loopback addresses are reached directly`() async throws {
        let server = try LoopbackServer { try $0.respond(200) }
        let transport = transport(["HTTP_PROXY": "http://127.0.0.1:1"])
        for host in ["127.0.0.1", "localhost"] {
            #expect(try await transport.send(HTTPRequest(.get, "http://\(host):\(server.port)")).status == 200)
        }
    }

    @Test func `the upper-case name wins, and an empty value counts as none`() {
        let settings = ProxySettings(environment: ["HTTP_PROXY": "a:1", "http_proxy": "b:1", "HTTPS_PROXY": ""])
        #expect(settings.http == "a:1")
        #expect(settings.https == nil)
        #expect(ProxySettings.none == ProxySettings(environment: ["PATH": "/bin"]))
    }
}
