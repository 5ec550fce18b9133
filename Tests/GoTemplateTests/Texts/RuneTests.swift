// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import GoTemplate

@Suite struct RuneTests {
    @Test(
        arguments: [
            ([0x61], 0x61, 1),
            ([0xC3, 0xA9], 0xE9, 2),
            ([0xE6, 0x97, 0xA5], 0x65E5, 3),
            ([0xF0, 0x9F, 0x98, 0x80], 0x1F600, 4),
            ([0xF4, 0x8F, 0xBF, 0xBF], 0x10FFFF, 4),
            ([0xEF, 0xBF, 0xBD], 0xFFFD, 3),
            ([0x80], 0xFFFD, 1),
            ([0xFF], 0xFFFD, 1),
            ([0xC3], 0xFFFD, 1),
            ([0xC3, 0x61], 0xFFFD, 1),
            ([0xE6, 0x97], 0xFFFD, 1),
            ([0xE6, 0x97, 0x61], 0xFFFD, 1),
            ([0xC0, 0x80], 0xFFFD, 1),
            ([0xC1, 0xBF], 0xFFFD, 1),
            ([0xE0, 0x80, 0x80], 0xFFFD, 1),
            ([0xF0, 0x80, 0x80, 0x80], 0xFFFD, 1),
            ([0xF4, 0x90, 0x80, 0x80], 0xFFFD, 1),
            ([0xF5, 0x80, 0x80, 0x80], 0xFFFD, 1),
            ([0xED, 0xA0, 0x80], 0xFFFD, 1),
            ([0xED, 0x9F, 0xBF], 0xD7FF, 3),
        ] as [([UInt8], UInt32, Int)]
    )
    func areDecoded(bytes: [UInt8], value: UInt32, width: Int) {
        let decoded = bytes.rune(at: 0)
        #expect(decoded.rune.value == value)
        #expect(decoded.width == width)
    }

    @Test func areEncodedAsTheyWereDecoded() {
        for value: UInt32 in [0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFD, 0xFFFF, 0x10000, 0x10FFFF] {
            var bytes: [UInt8] = []
            Rune(value: value).append(to: &bytes)
            #expect(bytes.rune(at: 0).rune.value == value)
            #expect(bytes.rune(at: 0).width == bytes.count)
        }
        var bytes: [UInt8] = []
        Rune(value: 0xD800).append(to: &bytes)
        Rune(value: 0x110000).append(to: &bytes)
        #expect(bytes == [0xEF, 0xBF, 0xBD, 0xEF, 0xBF, 0xBD])
    }

    @Test(
        arguments: [
            ("", 0),
            ("abc", 3),
            ("é日", 2),
            ("e\u{301}", 2),
            ("\u{1F600}", 1),
        ]
    )
    func areCounted(text: String, count: Int) {
        #expect(Array(text.utf8).runeCount == count)
    }

    @Test func areCountedAmongBadBytes() {
        #expect([0xFF, 0xFE, 0x61].runeCount == 3)
        #expect([0xC3, 0xA9, 0xC3].runeCount == 2)
    }

    @Test(
        arguments: [
            ("a", true),
            ("Z", true),
            ("0", true),
            ("_", true),
            ("é", true),
            ("日", true),
            ("٣", true),
            ("ǅ", true),
            ("ʰ", true),
            ("-", false),
            (" ", false),
            ("$", false),
            ("²", false),
            ("Ⅷ", false),
            ("\u{301}", false),
            ("\u{FFFD}", false),
            ("€", false),
        ] as [(Unicode.Scalar, Bool)]
    )
    func areOfNamesOrNot(scalar: Unicode.Scalar, isOfNames: Bool) {
        #expect(Rune(scalar).isOfNames == isOfNames)
    }

    @Test(
        arguments: [
            (" ", true),
            ("~", true),
            ("é", true),
            ("\u{301}", true),
            ("€", true),
            ("\u{FFFD}", true),
            ("\u{1F600}", true),
            ("\u{7F}", false),
            ("\u{1F}", false),
            ("\u{A0}", false),
            ("\u{AD}", false),
            ("\u{200B}", false),
            ("\u{2028}", false),
            ("\u{E000}", false),
            ("\u{3000}", false),
            ("\u{FEFF}", false),
        ] as [(Unicode.Scalar, Bool)]
    )
    func arePrintableOrNot(scalar: Unicode.Scalar, isPrintable: Bool) {
        #expect(Rune(scalar).isPrintable == isPrintable)
    }

    @Test func areDescribed() {
        #expect(Rune("-").described == "U+002D '-'")
        #expect(Rune("\u{1}").described == "U+0001")
        #expect(Rune("\u{1F600}").described == "U+1F600 '\u{1F600}'")
        #expect(Rune(value: 0x110000).described == "U+110000")
        #expect(Rune("\u{A0}").isSpace && Rune("\u{2003}").isSpace && !Rune("\u{200B}").isSpace)
    }
}
