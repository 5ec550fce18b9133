// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import OpenPGP

private let first = String(repeating: "A", count: 40)
private let second = String(repeating: "B", count: 40)
private let third = String(repeating: "C", count: 64)

@Suite("A fingerprint")
struct FingerprintTests {
    @Test(
        "is read as people write it",
        arguments: [
            first, first.lowercased(), "0x\(first)", "0X\(first)", "AAAA AAAA AAAA AAAA AAAA  AAAA AAAA AAAA AAAA AAAA",
            Array(repeating: "aa", count: 20).joined(separator: ":"),
        ]
    )
    func reads(text: String) {
        #expect(Fingerprint(text)?.description == first)
    }

    @Test(
        "is whole, of a key of today or of RFC 9580",
        arguments: [
            ("", false), ("\(first.dropLast())", false), ("\(first)A", false), ("\(first.prefix(16))", false),
            ("\(first.prefix(8))", false), (third, true), ("\(third)C", false), ("\(first.dropLast())G", false),
            ("\(first.dropLast())Ａ", false), ("0x0x\(first)", false), ("\(first)\n", false), ("0x", false),
        ] as [(String, Bool)]
    )
    func whole(text: String, isOne: Bool) {
        #expect((Fingerprint(text) != nil) == isOne)
    }

    @Test("is in the order of its digits")
    func order() throws {
        let (low, high) = (try #require(Fingerprint(first)), try #require(Fingerprint(second)))
        #expect(low < high && !(high < low) && !(low < low))
    }
}

@Suite("The listing of keys")
struct KeyListingTests {
    private func keys(_ lines: String...) -> [PublicKey] { PublicKey.listed(in: lines.joined(separator: "\n")) }

    private static func record(_ kind: String, _ validity: String = "-", created: String = "100", expires: String = "")
        -> String
    {
        "\(kind):\(validity):255:22:AAAAAAAAAAAAAAAA:\(created):\(expires)::::::"
    }

    private static func fingerprint(_ text: String) -> String { "fpr:::::::::\(text):" }

    @Test("has each primary key with its subkeys")
    func groups() {
        let found = keys(
            "tru::1:1:0:3:1:5",
            Self.record("pub"),
            Self.fingerprint(first),
            "uid:-::::1::X::Somebody::::::::::0:",
            Self.record("sub", expires: "200"),
            Self.fingerprint(second),
            Self.record("pub"),
            Self.fingerprint(third)
        )
        #expect(found.map(\.primary.fingerprint.description) == [first, third])
        #expect(found.first?.subkeys.map(\.fingerprint.description) == [second])
        #expect(found.first?.subkeys.first?.expires == 200)
        #expect(found.first?.primary.expires == nil)
        #expect(found.last?.subkeys.isEmpty == true)
    }

    @Test("takes the first fingerprint of a key, and none without a key")
    func fingerprints() {
        #expect(keys(Self.fingerprint(first)).isEmpty)
        let twice = keys(Self.record("pub"), Self.fingerprint(first), Self.fingerprint(second))
        #expect(twice.map(\.primary.fingerprint.description) == [first])
        #expect(keys(Self.record("sub"), Self.fingerprint(first)).isEmpty)
        #expect(keys("").isEmpty)
    }

    @Test(
        "knows which keys may not sign",
        arguments: [
            ("r", true), ("i", true), ("d", true), ("-", false), ("u", false), ("f", false), ("e", false), ("", false),
            ("q", false),
        ]
    )
    func revoked(validity: String, isRevoked: Bool) {
        #expect(keys(Self.record("pub", validity), Self.fingerprint(first)).first?.primary.isRevoked == isRevoked)
    }

    @Test(
        "leaves out what it does not understand",
        arguments: ["pub", "pub:-:255", record("pub", created: "today"), record("pub", expires: "never")]
    )
    func malformed(record: String) {
        #expect(keys(record, Self.fingerprint(first)).isEmpty)
        // The key behind it counts.
        #expect(
            keys(record, Self.fingerprint(first), Self.record("pub"), Self.fingerprint(second)).map(
                \.primary.fingerprint.description
            ) == [second]
        )
    }

    @Test(
        "gives a key the time from its making to its end",
        arguments: [(99, false), (100, true), (199, true), (200, false), (.max, false)]
    )
    func times(time: Int, isCovered: Bool) throws {
        let found = try #require(keys(Self.record("pub", expires: "200"), Self.fingerprint(first)).first)
        #expect(found.primary.covers(time) == isCovered)
        let endless = try #require(keys(Self.record("pub"), Self.fingerprint(first)).first)
        #expect(endless.primary.covers(time) == (time >= 100 && time < .max))
    }

    @Test("finds a part by its fingerprint")
    func parts() throws {
        let found = try #require(
            keys(Self.record("pub"), Self.fingerprint(first), Self.record("sub"), Self.fingerprint(second)).first
        )
        #expect(found.part(try #require(Fingerprint(second))) == found.subkeys.first)
        #expect(found.part(try #require(Fingerprint(first))) == found.primary)
        #expect(found.part(try #require(Fingerprint(third))) == nil)
    }

    @Test("of any bytes is read without harm", arguments: 0..<3)
    func fuzz(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let pieces = ["pub", "sub", "fpr", ":", ":", ":", "\n", "-", "r", "100", first, second, "", " ", "é"]
        for _ in 0..<300 {
            let text = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            for key in PublicKey.listed(in: text) {
                #expect([40, 64].contains(key.primary.fingerprint.description.count))
            }
        }
    }
}
