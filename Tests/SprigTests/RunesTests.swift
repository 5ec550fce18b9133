// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@testable import Sprig

@Suite struct RunesTests {
    /// Bytes, and the characters that Go sees in them; U+FFFD for a byte that belongs to none.
    @Test(
        arguments: [
            ([], ""),
            ([0x61], "a"),
            ([0xC3, 0xA9], "é"),
            ([0xE2, 0x82, 0xAC], "€"),
            ([0xF0, 0x9F, 0x98, 0x80], "😀"),
            ([0xC3], "\u{FFFD}"),
            ([0xA9], "\u{FFFD}"),
            ([0xC3, 0x61], "\u{FFFD}a"),
            ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
            ([0xC1, 0xBF], "\u{FFFD}\u{FFFD}"),
            ([0xE0, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF4, 0x90, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
            ([0xF5, 0x80], "\u{FFFD}\u{FFFD}"),
            ([0xE2, 0x82], "\u{FFFD}\u{FFFD}"),
            ([0xE2, 0x82, 0x61], "\u{FFFD}\u{FFFD}a"),
            ([0xFF, 0xC3, 0xA9, 0xFE], "\u{FFFD}é\u{FFFD}"),
        ] as [([UInt8], String)]
    )
    func seeCharactersAsGo(bytes: [UInt8], characters: String) {
        #expect(Runes.scalars(bytes) == Array(characters.unicodeScalars))
        #expect(Runes(bytes).flatMap { Array($0.bytes) } == bytes)
        // From the end the same characters are seen.
        var (rest, reversed) = (bytes[...], [Unicode.Scalar]())
        while !rest.isEmpty {
            let (scalar, count) = Runes.decodeLast(rest)
            reversed.append(scalar ?? "\u{FFFD}")
            rest.removeLast(count)
        }
        #expect(reversed.reversed() == Array(characters.unicodeScalars))
    }

    @Test func everyScalarGoesThereAndBack() {
        for value in stride(from: UInt32(1), to: 0x110000, by: 97) {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Runes.bytes([scalar])
            #expect(Runes.decode(bytes[...]).0 == scalar)
            #expect(Runes.decode(bytes[...]).1 == bytes.count)
        }
    }

    /// Characters with their upper, lower and title case.
    @Test(
        arguments: [
            ("a", "A", "a", "A"),
            ("É", "É", "é", "É"),
            ("ß", "ß", "ß", "ß"),
            ("ẞ", "ẞ", "ß", "ẞ"),
            ("ǆ", "Ǆ", "ǆ", "ǅ"),
            ("ǅ", "Ǆ", "ǆ", "ǅ"),
            ("İ", "İ", "i", "İ"),
            ("ı", "I", "ı", "I"),
            ("ŉ", "ŉ", "ŉ", "ŉ"),
            ("ς", "Σ", "ς", "Σ"),
            ("ᾳ", "ᾼ", "ᾳ", "ᾼ"),
            ("ﬁ", "ﬁ", "ﬁ", "ﬁ"),
            ("1", "1", "1", "1"),
            ("和", "和", "和", "和"),
            ("ⅰ", "Ⅰ", "ⅰ", "Ⅰ"),
        ] as [(Unicode.Scalar, Unicode.Scalar, Unicode.Scalar, Unicode.Scalar)]
    )
    func haveOneLetterOfEachCase(
        scalar: Unicode.Scalar,
        upper: Unicode.Scalar,
        lower: Unicode.Scalar,
        title: Unicode.Scalar
    ) {
        #expect(scalar.upper == upper)
        #expect(scalar.lower == lower)
        #expect(scalar.title == title)
    }

    @Test func haveTheirClasses() {
        #expect("aéßǆ".unicodeScalars.allSatisfy { $0.isLetter && $0.isLower && !$0.isUpper })
        #expect("AÉΣ".unicodeScalars.allSatisfy { $0.isLetter && $0.isUpper && !$0.isLower })
        #expect("ǅᾼ".unicodeScalars.allSatisfy { $0.isLetter && $0.isTitle && !$0.isUpper })
        #expect("09٣".unicodeScalars.allSatisfy { $0.isDigit && $0.isNumber && !$0.isLetter })
        #expect("Ⅷ½²".unicodeScalars.allSatisfy { $0.isNumber && !$0.isDigit })
        #expect("_-([{»!?。".unicodeScalars.allSatisfy { $0.isPunctuation && !$0.isSpace })
        #expect("$+<=>^`|~".unicodeScalars.allSatisfy { !$0.isPunctuation && !$0.isLetter })
        #expect(
            " \t\n\u{B}\u{C}\r\u{85}\u{A0}\u{1680}\u{2003}\u{2028}\u{3000}".unicodeScalars.allSatisfy { $0.isSpace }
        )
        #expect("\u{200B}\u{FEFF}\u{180E}".unicodeScalars.allSatisfy { !$0.isSpace })
    }
}

@Suite struct ByteSearchTests {
    @Test(
        arguments: [
            ("abcabc", "c", 0, 2),
            ("abcabc", "c", 3, 5),
            ("abcabc", "cab", 0, 2),
            ("abcabc", "abc", 1, 3),
            ("aaab", "aab", 0, 1),
            ("abc", "", 2, 2),
            ("", "", 0, 0),
            ("abc", "abcd", 0, nil),
            ("abc", "x", 0, nil),
            ("abab", "ab", 3, nil),
        ] as [(String, String, Int, Int?)]
    )
    func findsTheFirstPlace(text: String, part: String, start: Int, place: Int?) {
        #expect(Array(text.utf8).firstRange(of: Array(part.utf8), from: start) == place)
    }

    @Test func knowsHowBytesEnd() {
        #expect([1, 2, 3].ends(with: [2, 3] as [UInt8]))
        #expect([1, 2, 3].ends(with: [] as [UInt8]))
        #expect(!([3] as [UInt8]).ends(with: [2, 3]))
        #expect(!([1, 2, 3] as [UInt8]).ends(with: [2]))
    }

    @Test(
        arguments: [
            ("a,b,c", ",", -1, ["a", "b", "c"]),
            ("a,b,c", ",", 2, ["a", "b,c"]),
            ("a,b,c", ",", 1, ["a,b,c"]),
            ("a,b,c", ",", 0, []),
            ("a,b,c", ",", 99, ["a", "b", "c"]),
            (",", ",", -1, ["", ""]),
            ("", ",", -1, [""]),
            ("", "", -1, []),
            ("aé", "", -1, ["a", "é"]),
            ("aéb", "", 2, ["a", "éb"]),
            ("a--b", "--", -1, ["a", "b"]),
            ("a---b", "--", -1, ["a", "-b"]),
        ]
    )
    func splitsAsGo(text: String, separator: String, count: Int, parts: [String]) {
        #expect(Text(text).split(by: Array(separator.utf8), into: count) == parts.map { Text($0) })
    }

    @Test func partsPutTogetherAreTheWhole() {
        for text in ["", "a", ",", "a,b", ",a,,b,", "é,😀"] {
            for separator in [",", "b", ",,", "x"] {
                let parts = Text(text).split(by: Array(separator.utf8))
                #expect(parts.joined(with: Text(separator)) == Text(text))
            }
        }
    }
}
