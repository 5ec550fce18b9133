// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@Suite("The name that was meant")
struct NearestNamePropertyTests {
    private static let letters = Array("abcxyz-".unicodeScalars)

    /// All texts that one typing mistake makes of a name.
    private static func mistakes(in name: String) -> [String] {
        let scalars = Array(name.unicodeScalars)
        var texts: [[Unicode.Scalar]] = []
        for index in scalars.indices {
            texts.append(Array(scalars[..<index] + scalars[(index + 1)...]))
            for letter in letters {
                texts.append(scalars[..<index] + [letter] + scalars[(index + 1)...])
                texts.append(scalars[..<index] + [letter] + scalars[index...])
            }
            guard index > 0 else { continue }
            var exchanged = scalars
            exchanged.swapAt(index - 1, index)
            texts.append(exchanged)
        }
        return texts.map { String(String.UnicodeScalarView($0)) }
    }

    @Test("is found behind any single mistake", arguments: ["max", "version", "channels", "include-dependencies"])
    func oneMistake(name: String) {
        for typed in Self.mistakes(in: name) + Self.mistakes(in: name.uppercased()) {
            #expect(nearestName(to: typed, among: ["zzzzzzzz", name, "a-name-of-another-length"]) == name, "\(typed)")
        }
    }

    /// What is typed, the names, and what was meant.
    @Test(
        "is the nearest, if at most a third of its letters is wrong",
        arguments: [
            ("abcdef", ["abcdxy"], "abcdxy"), ("abcdef", ["abcxyz"], nil), ("abc", ["xbc"], "xbc"),
            ("abc", ["xyc"], nil),
            ("ab", ["ax"], "ax"), ("ab", ["ba"], "ba"), ("a", ["b"], nil), ("a", ["ab"], nil), ("a", ["a"], "a"),
            ("A", ["b", "a"], "a"), ("abcdef", ["abcdexyz", "abcdeg"], "abcdeg"),
            ("abcdef", ["abcdeg", "ABCDEF"], "ABCDEF"),
            ("ab", [""], nil), ("", [""], nil), ("ab", [], nil), ("bacd", ["abdc"], nil),
            ("bacdef", ["abcdfe"], "abcdfe"),
        ] as [(String, [String], String?)]
    )
    func thirds(typed: String, names: [String], meant: String?) {
        #expect(nearestName(to: typed, among: names) == meant)
    }

    @Test("is looked for among names that people type, of at most 64 characters", arguments: [63, 64, 65])
    func length(count: Int) {
        let name = String(repeating: "n", count: count)
        #expect(nearestName(to: name, among: [name]) == (count <= 64 ? name : nil))
        #expect(nearestName(to: String(name.dropLast()), among: [name]) == (count <= 64 ? name : nil))
    }
}
