// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HTTPTransport

struct ProxyExceptionsTests {
    @Test(arguments: [
        ("registry.test", "http://registry.test:5999", true),
        ("registry.test", "http://a.registry.test", true),
        ("registry.test", "http://xregistry.test", false),
        ("REGISTRY.test", "http://registry.TEST", true),
        (".test", "http://registry.test:5999", true),
        (".registry.test", "http://registry.test", false),
        ("*.test", "http://registry.test", true),
        ("*.registry.test", "http://registry.test", false),
        ("*.registry.test", "http://a.b.registry.test", true),
        ("registry.test:5999", "http://registry.test:5999", true),
        ("registry.test:5999", "http://a.registry.test:5999", true),
        ("registry.test:5999", "http://registry.test:6000", false),
        ("registry.test:443", "https://registry.test", true),
        ("registry.test:443", "http://registry.test", false),
        ("*.test:5999", "http://registry.test:5999", true),
        ("*.test:5999", "http://registry.test:80", false),
        (".test:5999", "http://registry.test:5999", true),
        ("registry.test:", "http://registry.test:5999", true),
        ("a.example, registry.test ,b.example", "http://registry.test", true),
        ("a.example registry.test", "http://registry.test", true),
        ("*", "http://registry.test", true),
        ("a.example,*", "http://registry.test", true),
        ("10.0.0.1", "http://10.0.0.1:5000", true),
        ("10.0.0.1", "http://10.0.0.10:5000", false),
        ("10.0.0.1:5000", "http://10.0.0.1:5000", true),
        ("10.0.0.1:5001", "http://10.0.0.1:5000", false),
        ("10.0.0.0/8", "http://10.200.0.1", true),
        ("10.0.0.0/8", "http://11.0.0.1", false),
        ("10.1.2.3/31", "http://10.1.2.2", true),
        ("10.1.2.3/31", "http://10.1.2.4", false),
        ("0.0.0.0/0", "http://8.8.8.8", true),
        ("0.0.0.0/0", "http://name.test", false),
        ("10.0.0.0/33", "http://10.0.0.1", false),
        ("fd00::/8", "http://[fd12::1]:5000", true),
        ("fd00::/8", "http://[fe80::1]", false),
        ("fd00::1", "http://[fd00:0:0::1]", true),
        ("[fd00::1]:5000", "http://[fd00::1]:5000", true),
        ("[fd00::1]:5000", "http://[fd00::1]:5001", false),
        ("[fd00::1]", "http://[fd00::1]:5001", true),
        ("::ffff:10.0.0.1", "http://10.0.0.1", true),
        ("", "http://registry.test", false),
        (", ,", "http://registry.test", false),
        (".", "http://registry.test", false),
        ("", "http://localhost:5000", true),
        ("", "http://127.9.9.9", true),
        ("", "http://[::1]:5000", true),
        ("", "http://localhost.test", false),
    ])
    func `an entry means what it means to Go programs`(list: String, url: String, isDirect: Bool) throws {
        let address = try #require(WebAddress(url))
        #expect(ProxyExceptions(list).contain(address) == isDirect)
    }

    @Test func `a proxy is named where it is used, and nowhere else`() throws {
        let settings = ProxySettings(environment: ["HTTP_PROXY": "p.test:3128", "NO_PROXY": "a.test:5000"])
        func host(_ url: String) throws -> String? { settings.host(for: try #require(RequestURL(url))) }
        #expect(try host("http://a.test:5000/v2/") == nil)
        #expect(try host("http://a.test:5001/v2/") == "p.test")
        #expect(try host("https://a.test:5001/v2/") == nil)
    }
}
