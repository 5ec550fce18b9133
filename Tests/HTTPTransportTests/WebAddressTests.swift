// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import TestSupport
import Testing

@Suite("A web address")
struct WebAddressTests {
    @Test(
        "is taken apart",
        arguments: [
            ("https://h.example/a?b=c", "https://h.example", "/a?b=c"), ("HTTPS://H.Example", "https://h.example", "/"),
            ("http://h:80/a", "http://h", "/a"), ("https://h:443", "https://h", "/"),
            ("https://h:80/", "https://h:80", "/"),
            ("http://h:443/", "http://h:443", "/"), ("http://h:/a", "http://h", "/a"),
            ("https://me:pw@h:5000/x#y", "https://h:5000", "/x"),
            ("https://a@b@h/x", "https://h", "/x"), ("https://[::1]/x", "https://[::1]", "/x"),
            ("https://[FE80::1]:5000?q", "https://[fe80::1]:5000", "/?q"),
            ("https://h?q=/x", "https://h", "/?q=/x"), ("https://h/a%2Fb/../c;d", "https://h", "/a%2Fb/../c;d"),
            ("https://h/a//b", "https://h", "/a//b"),
        ]
    )
    func parts(text: String, origin: String, target: String) throws {
        let address = try #require(WebAddress(text))
        #expect(address.origin == origin)
        #expect(address.target == target)
        #expect(address.description == origin + target)
        #expect(address.redacted == origin + target.prefix { $0 != "?" })
        #expect(WebAddress(address.description) == address)
    }

    @Test(
        "is absolute, of http or https, and of printable ASCII",
        arguments: [
            "", "h.example", "/a", "//h/a", "ftp://h/", "https:/h", "https://", "https:///a", "https://:80/",
            "https://h:0/", "https://h:65536/",
            "https://h:x/", "https://h:+80/", "https://h:-1/", "https://h:8 0/", "https://[::1", "https://[::1]x/",
            "https://h/ä", "https://h/a b",
            "https://h/\n", "https://h/\u{7f}", "file:///etc/passwd", " https://h/", "https://me@/",
        ]
    )
    func refused(text: String) {
        #expect(WebAddress(text) == nil)
    }

    @Test("is of no more than 64 KiB")
    func length() {
        let base = "https://h/"
        let room = (64 << 10) - base.utf8.count
        #expect(WebAddress(base + String(repeating: "a", count: room)) != nil)
        #expect(WebAddress(base + String(repeating: "a", count: room + 1)) == nil)
    }

    /// Locations as RFC 3986 resolves them, as far as servers send them.
    @Test(
        "leads to where an answer says",
        arguments: [
            ("/x?y", "https://h:5000/x?y"), ("x", "https://h:5000/a/x"), ("x/y?z", "https://h:5000/a/x/y?z"),
            ("?z", "https://h:5000/a/b?z"),
            ("//other/x", "https://other/x"), ("https://other:1/x", "https://other:1/x"), ("/x#y", "https://h:5000/x"),
            ("", nil), ("ftp://h/x", nil),
            ("/a b", nil), ("https://", nil), ("x://y", nil),
            // A registry behind a proxy that ends TLS names itself by http.
            ("http://h:5000/x", "https://h:5000/x"), ("http://h/x", "https://h:5000/x"),
            ("http://h:81/x", "http://h:81/x"), ("http://other/x", "http://other/x"),
            ("/x?next=http://y/", "https://h:5000/x?next=http://y/"),
        ] as [(String, String?)]
    )
    func resolves(location: String, expected: String?) throws {
        let base = try #require(WebAddress("https://h:5000/a/b?c=/d"))
        #expect(base.resolving(location)?.description == expected)
    }

    @Test(
        "takes one more item in its query",
        arguments: [
            ("/a", "/a?k=v%20%26"), ("/a?", "/a?k=v%20%26"), ("/a?b=c", "/a?b=c&k=v%20%26"),
            ("/a?b=c&", "/a?b=c&k=v%20%26"),
            ("/a?_state=x%2By", "/a?_state=x%2By&k=v%20%26"),
        ]
    )
    func adding(target: String, expected: String) throws {
        let address = try #require(WebAddress("https://h\(target)"))
        #expect(address.adding(query: "k", "v &").target == expected)
        #expect(address.with(target: "/z").description == "https://h/z")
    }

    @Test("writes whatever is not unreserved as bytes", arguments: 0..<2)
    func percentEncoding(seed: UInt64) throws {
        #expect("aZ09-._~".percentEncoded == "aZ09-._~")
        #expect("sha256:é/ +%".percentEncoded == "sha256%3A%C3%A9%2F%20%2B%25")
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let text = String(decoding: generator.bytes(Int.random(in: 0...12, using: &generator)), as: UTF8.self)
            let encoded = text.percentEncoded
            #expect(encoded.removingPercentEncoding == text)
            #expect(
                encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "&") && $0 != UInt8(ascii: "/") }
            )
        }
    }
}
