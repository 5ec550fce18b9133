// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import TestSupport
import Testing

/// Patterns against the plainest way to match them.
@Suite struct PathPatternPropertyTests {
    /// Whether parts match a text, by trying everything.
    private func matches(_ parts: ArraySlice<PathPattern.Part>, _ text: Substring.UnicodeScalarView) -> Bool {
        guard let part = parts.first else { return text.isEmpty }
        let rest = parts.dropFirst()
        switch part {
        case .any(let crossesSlashes):
            if matches(rest, text) { return true }
            guard let first = text.first, crossesSlashes || first != "/" else { return false }
            return matches(parts, text.dropFirst())
        case .alternatives(let alternatives):
            return alternatives.contains { matches($0[...] + rest, text) }
        case .character(let character): return text.first == character && matches(rest, text.dropFirst())
        case .one:
            guard let first = text.first, first != "/" else { return false }
            return matches(rest, text.dropFirst())
        case .singleByte(let part):
            guard let first = text.first, first.isASCII else { return false }
            return matches([part] + rest, text)
        case .oneOf(let ranges, let isNegated):
            guard let first = text.first, ranges.contains(where: { $0.contains(first) }) != isNegated else {
                return false
            }
            return matches(rest, text.dropFirst())
        }
    }

    private static let pieces = [
        "a", "b", "/", "*", "**", "?", "[ab]", "[!a]", "[a-b]", "{a,b}", "{a/*,**}", "{,b}", "\\*",
    ]

    @Test func `every pattern agrees`() {
        for seed in 0..<2000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let count = Int.random(in: 0...5, using: &generator)
            let glob = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &generator) }.joined()
            let pattern = PathPattern(glob: glob)
            for _ in 0..<5 {
                let length = Int.random(in: 0...6, using: &generator)
                let text = (0..<length).compactMap { _ in ["a", "b", "/", "*"].randomElement(using: &generator) }
                    .joined()
                let expected = matches(pattern.parts[...], text.unicodeScalars[...])
                #expect(pattern.matches(text) == expected, "\(glob) \(text)")
            }
        }
    }

    @Test func `any text is a pattern or none, and is matched in time`() {
        let letters = Array("ab/*?[]{}!^-,\\".unicodeScalars)
        for seed in 0..<3000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...20, using: &generator) {
                text.append(letters[Int.random(in: 0..<letters.count, using: &generator)])
            }
            _ = PathPattern(glob: String(text)).matches("a/b/a/b")
            _ = PathPattern(String(text))?.matches("a/b/a/b")
        }
    }
}
