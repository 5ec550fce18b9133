// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import HTTPTransport

@Suite("Header fields")
struct HeaderRuleTests {
    @Test("have names without regard for the case of ASCII's letters, and keep their order")
    func names() {
        var headers: HTTPHeaders = ["Accept": "a", "X-É": "e"]
        headers.add("ACCEPT", "b")
        headers.add("Other", "c")
        #expect(headers["accept"] == "a")
        #expect(headers.values("aCCept") == ["a", "b"])
        #expect(headers["x-É"] == "e")
        #expect(headers["x-é"] == nil)
        #expect(headers["Accep"] == nil)
        headers["accept"] = "z"
        #expect(headers.fields.map { "\($0.name)=\($0.value)" } == ["X-É=e", "Other=c", "accept=z"])
        headers["OTHER"] = nil
        #expect(headers.values("other").isEmpty)
        #expect(HTTPHeaders().fields.isEmpty)
    }

    /// Feeds lines, and answers what the last of them came to.
    private func collect(_ lines: [[UInt8]]) -> (head: ResponseHead?, complaint: String?) {
        var collector = HeaderCollector()
        var head: ResponseHead?
        for line in lines {
            switch collector.add(line) {
            case .needsMore: continue
            case .complete(let found): head = found
            case .tooLarge(let complaint): return (head, complaint)
            }
        }
        return (head, nil)
    }

    private func lines(_ texts: String...) -> [[UInt8]] { texts.map { Array("\($0)\r\n".utf8) } }

    @Test(
        "follow a line with a status",
        arguments: [
            ("HTTP/1.1 200 OK", 200), ("HTTP/1.0 404", 404), ("HTTP/2 503 ", 503), ("HTTP/1.1  301  Moved", 301),
            ("HTTP/1.1 200", 200),
            ("HTTP/1.1 x", nil), ("HTTP/1.1", nil), ("200 OK", nil), ("HTTP/1.1 99 Low", nil),
            ("HTTP/1.1 199 Low", nil),
        ] as [(String, Int?)]
    )
    func statuses(line: String, status: Int?) {
        #expect(collect(lines(line, "A: b", "")).head?.status == status)
    }

    @Test("of an announcement are not those of the answer")
    func announcements() {
        let head = collect(
            lines(
                "HTTP/1.1 100 Continue",
                "A: 1",
                "",
                "HTTP/1.1 103 Early Hints",
                "B: 2",
                "",
                "HTTP/1.1 200 OK",
                "C: 3",
                ""
            )
        ).head
        #expect(head?.headers == ["C": "3"])
    }

    @Test("behind the body mean nothing")
    func trailers() {
        var collector = HeaderCollector()
        for line in lines("HTTP/1.1 200 OK", "A: 1") { _ = collector.add(line) }
        guard case .complete(let head) = collector.add([0x0d, 0x0a]) else {
            Issue.record("the head does not end")
            return
        }
        #expect(head.headers == ["A": "1"])
        for line in lines("B: 2", "") {
            guard case .needsMore = collector.add(line) else {
                Issue.record("a trailer counts")
                return
            }
        }
    }

    @Test("are at most a thousand")
    func count() {
        let most = lines("HTTP/1.1 200 OK") + Array(repeating: Array("A: b\r\n".utf8), count: 1000)
        #expect(collect(most).complaint == nil)
        #expect(collect(most + lines("")).head?.headers.fields.count == 1000)
        #expect(collect(most + lines("B: c")).complaint == "the answer has more than the 1000 headers that are read")
    }

    @Test("are at most 256 KiB, before the body and behind it")
    func size() {
        let start = Array("HTTP/1.1 200 OK\r\n".utf8)
        let room = (256 << 10) - start.count
        #expect(collect([start, [UInt8](repeating: 0x61, count: room)]).complaint == nil)
        #expect(
            collect([start, [UInt8](repeating: 0x61, count: room + 1)]).complaint
                == "the headers of the answer are longer than the 262144 bytes that are read"
        )
        let ended = [start, Array("\r\n".utf8)]
        #expect(collect(ended + [[UInt8](repeating: 0x61, count: 256 << 10)]).complaint == nil)
        #expect(
            collect(ended + [[UInt8](repeating: 0x61, count: (256 << 10) + 1)]).complaint
                == "the trailers of the answer are longer than the 262144 bytes that are read"
        )
    }

    @Test("of any bytes are read without harm", arguments: 0..<3)
    func fuzz(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["HTTP/", "1.1 ", "200", " ", ":", "A", "\r\n", "\n", "\u{0}", "é", "\t"]
        for _ in 0..<300 {
            let found = collect(
                (0..<Int.random(in: 1...8, using: &generator)).map { _ in
                    Array(
                        (0..<Int.random(in: 0...5, using: &generator)).map { _ in
                            pieces.randomElement(using: &generator) ?? ""
                        }.joined().utf8
                    )
                }
            )
            #expect(found.complaint == nil)
            if let head = found.head { #expect(head.status >= 200) }
        }
    }
}

@Suite("An address in numbers")
struct IPAddressTests {
    @Test(
        "is one of IPv4 or IPv6, and nothing else",
        arguments: [
            ("10.0.0.1", 32), ("::1", 128), ("fe80::1", 128), ("::ffff:10.0.0.1", 32), ("255.255.255.255", 32),
            ("", nil), ("10.0.0", nil),
            ("10.0.0.256", nil), ("10.0.0.01", nil), ("[::1]", nil), ("::g", nil), ("fe80::1%eth0", nil),
            ("localhost", nil), ("1", nil), (":::", nil),
        ] as [(String, Int?)]
    )
    func parses(text: String, width: Int?) {
        #expect(IPAddress(text)?.width == width)
    }

    @Test(
        "names this machine",
        arguments: [
            ("127.0.0.1", true), ("127.255.0.9", true), ("128.0.0.1", false), ("126.255.255.255", false), ("::1", true),
            ("::2", false), ("::", false),
            ("::ffff:127.0.0.1", true),
        ]
    )
    func loopback(text: String, isLoopback: Bool) {
        #expect(IPAddress(text)?.isLoopback == isLoopback)
    }

    @Test("lies in the networks in which Python says that it lies", .waitsForPrograms)
    func networks() throws {
        var generator = SeededGenerator(seed: 12)
        let cases = (0..<300).map { _ -> (String, String, Int) in
            let isFour = Bool.random(using: &generator)
            // Addresses that differ late, so that the length of the network matters.
            let first = generator.bytes(isFour ? 4 : 16)
            var second = first
            let bit = Int.random(in: 0..<second.count * 8, using: &generator)
            second[bit / 8] ^= 0x80 >> (bit % 8)
            func text(_ bytes: [UInt8]) -> String {
                isFour
                    ? bytes.map(String.init).joined(separator: ".")
                    : stride(from: 0, to: 16, by: 2).map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
                        .joined(separator: ":")
            }
            return (text(first), text(second), Int.random(in: 0...first.count * 8, using: &generator))
        }
        let script = """
            import ipaddress, sys
            for line in sys.stdin:
                a, b, n = line.split()
                print(int(ipaddress.ip_address(a) in ipaddress.ip_network(b + "/" + n, strict=False)))
            """
        let input = cases.map { "\($0) \($1) \($2)\n" }.joined()
        let output = try toolOutput(["/usr/bin/python3", "-c", script], input: Array(input.utf8)).split(separator: "\n")
        for (test, answer) in zip(cases, output) {
            let (address, network) = (try #require(IPAddress(test.0)), try #require(IPAddress(test.1)))
            #expect(address.isIn(network, prefix: test.2) == (answer == "1"), "\(test)")
        }
        #expect(Set(output).count == 2 && output.count == cases.count)
    }
}
