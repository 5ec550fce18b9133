// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTransport
import TestSupport
import Testing

@testable import Registry

@Suite("Header fields")
struct HeaderTests {
    @Test("with challenges: the strongest that we can answer is taken")
    func challenges() {
        let bearer = #"Bearer realm="https://auth.example/token",service="reg, istry",scope="repository:a/b:pull,push""#
        let expected = AuthenticationChallenge.bearer(
            realm: "https://auth.example/token",
            service: "reg, istry",
            scopes: [.repository("a/b", "pull", "push")]
        )
        #expect(AuthenticationChallenge.strongest(of: [bearer]) == expected)
        #expect(AuthenticationChallenge.strongest(of: ["Basic realm=\"x\"", bearer]) == expected)
        #expect(AuthenticationChallenge.strongest(of: ["Basic realm=\"x\", \(bearer)"]) == expected)
        #expect(AuthenticationChallenge.strongest(of: ["Negotiate abc==, Basic realm=\"a \\\" b\""]) == .basic)
        #expect(AuthenticationChallenge.strongest(of: ["basic"]) == .basic)
        #expect(AuthenticationChallenge.strongest(of: ["Bearer service=x"]) == nil)
        #expect(AuthenticationChallenge.strongest(of: ["Digest realm=x", ""]) == nil)
        #expect(
            AuthenticationChallenge.strongest(of: ["BEARER Realm=http://a.example/t ,  SCOPE=\"x:y:z w\""])
                == .bearer(
                    realm: "http://a.example/t",
                    service: nil,
                    scopes: [TokenScope(resource: "x:y", actions: ["z"])]
                )
        )
    }

    @Test("with scopes print them in the order that token services know")
    func scopes() {
        let scopes = TokenScope.joining([.repository("a", "push", "delete"), .repository("a", "pull")])
        #expect(scopes.map(\.description) == ["repository:a:pull,push,delete"])
    }

    @Test(
        "with links lead to the next page",
        arguments: [
            ("</v2/a/tags/list?last=x&n=2>; rel=\"next\"", .next("/v2/a/tags/list?last=x&n=2")),
            ("<a>; rel=prev, <b>; rel=next", .next("b")), ("<a>;rel = next", .next("a")),
            ("<a,b>; title=\"x; rel=next\"; rel=\"last next\"", .next("a,b")),
            ("a; rel=next", .next("a")),
            ("/v2/a/tags/list?last=x&n=2; rel=\"next\"", .next("/v2/a/tags/list?last=x&n=2")),
            ("<a>; rel=\"nextpage\"", .end), ("<a>; rel=last", .end), ("", .end), (" , ", .end),
            ("<a", .unreadable("<a")), ("<a>", .unreadable("<a>")), ("a", .unreadable("a")),
            ("<a>; rel=next; rel=last", .next("a")), ("<a>; rel=last; rel=next", .end),
            ("<a>; rel=last; rel=next, <b>; rel=next", .next("b")), ("<>; rel=next", .unreadable("<>; rel=next")),
            ("<a>; rel=last, <b>", .unreadable("<a>; rel=last, <b>")), (";", .unreadable(";")),
            ("none at all", .unreadable("none at all")),
        ] as [(String, LinkHeader)]
    )
    func links(value: String, expected: LinkHeader) {
        #expect(LinkHeader([value]) == expected)
    }

    @Test("with ranges are read strictly")
    func ranges() {
        #expect(RangeHeader.contentRange("bytes 5-9/10")?.range == 5...9)
        #expect(RangeHeader.contentRange("bytes 5-9/*")?.total == nil)
        for wrong in ["bytes 5-9/9", "bytes 9-5/10", "bytes */10", "5-9/10", "bytes -5-9/10", "bytes 5-9", ""] {
            #expect(RangeHeader.contentRange(wrong) == nil, "\(wrong)")
        }
        #expect(RangeHeader.uploaded("0-99") == 100)
        #expect(RangeHeader.uploaded("bytes=0-99") == 100)
        #expect(RangeHeader.uploaded("0-0") == 0)
        #expect(RangeHeader.uploaded("0--1") == 0)
        for wrong in ["1-9", "0-", "-9", "9", "", "0-9223372036854775807", "0-99999999999999999999"] {
            #expect(RangeHeader.uploaded(wrong) == nil, "\(wrong)")
        }
    }

    @Test("with dates agree with the calendar")
    func dates() {
        #expect(RetryAfter.date("Sun, 06 Nov 1994 08:49:37 GMT")?.timeIntervalSince1970 == 784_111_777)
        #expect(RetryAfter.date("Thu, 01 Jan 1970 00:00:00 GMT")?.timeIntervalSince1970 == 0)
        #expect(RetryAfter.date("Thu, 29 Feb 2024 23:59:59 GMT")?.timeIntervalSince1970 == 1_709_251_199)
        #expect(RetryAfter.date("Sunday, 06-Nov-94 08:49:37 GMT") == nil)
    }

    @Test(
        "with locations are resolved as a browser would, and signed queries keep their text",
        arguments: [
            ("/v2/x?_state=a%2Fb==&c", "https://r.example:5000/v2/x?_state=a%2Fb==&c"),
            ("upload?x=1", "https://r.example:5000/v2/a/blobs/uploads/upload?x=1"),
            ("?x=1", "https://r.example:5000/v2/a/blobs/uploads/?x=1"),
            ("//other.example/x", "https://other.example/x"),
            ("https://other.example:443/x#part", "https://other.example/x"),
            ("http://R.example:5000/x", "https://r.example:5000/x"),
            ("http://r.example/x", "https://r.example:5000/x"),
            ("http://user:word@other.example/x", "http://other.example/x"),
            ("/x?u=http://a", "https://r.example:5000/x?u=http://a"),
            ("ftp://other.example/x", nil), ("", nil), ("https:///x", nil), ("/a b", nil), ("/a\r\nHost: x", nil),
            ("https://other.example:99999/", nil), ("/\u{9b}31m", nil),
        ] as [(String, String?)]
    )
    func locations(location: String, resolved: String?) {
        let base = WebAddress("https://r.example:5000/v2/a/blobs/uploads/?q=1")
        #expect(base?.resolving(location)?.description == resolved)
    }

    @Test("of any content at all neither crash nor hang the parsers")
    func fuzz() {
        var generator = SeededGenerator(42)
        let pieces = [
            "Bearer ", "Basic ", "realm=", "\"", "\\", ",", ";", " ", "=", "<", ">", "rel=next", "rel=\"", "bytes ",
            "0-", "99", "/", "*", "scope=", "repository:a:pull", ":", "\u{0}", "é", "\r\n", "://", "https://", "[", "]",
            "?", "#", "@", "-", "9223372036854775807", "Sun, 06 Nov ", "1994 ", "08:49:37 GMT", "🦭", "\u{301}",
        ]
        for _ in 0..<20_000 {
            let count = Int.random(in: 0..<12, using: &generator)
            let text = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }.joined()
            _ = AuthenticationChallenge.strongest(of: [text])
            _ = LinkHeader([text])
            _ = RangeHeader.contentRange(text)
            _ = RangeHeader.uploaded(text)
            _ = RetryAfter.delay(text, now: Date(timeIntervalSince1970: 0))
            if let address = WebAddress(text) {
                #expect(WebAddress(address.description) == address, "\(text)")
                _ = address.resolving(text)
            }
            #expect(!text.oneLine(limit: 50).contains("\r"))
        }
    }
}
