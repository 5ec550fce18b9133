// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import Foundation
import GoTemplate
import TestSupport
import Testing

/// Values that are written and read again.
@Suite struct YAMLRoundTripTests {
    /// `CHARTS_FUZZ=1000000` writes that many values.
    private static let count = ProcessInfo.processInfo.environment["CHARTS_FUZZ"].flatMap(Int.init) ?? 3000

    private static let pieces: [String] = [
        "a", "b", "word", "1", "0", "-", "- ", ":", ": ", "#", " #", "'", "\"", "\\", "\n", "\n\n", " ", "  ", "\t",
        "{", "}",
        "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "?", "? ", "~", "null", "true", "y", "0x", "e", ".", "_",
        "...",
        "---", "<<", "=", "\r", "\u{e9}", "\u{65e5}", "\u{1F600}", "\u{2028}", "\u{1}", "\u{a0}", "\u{200b}",
        "\u{feff}",
        "a long text of several words that goes on for a while so that it is folded somewhere in its middle, or behind it",
    ]

    private func text(_ generator: inout SeededGenerator) -> Text {
        let count = Int.random(in: 0...6, using: &generator)
        return Text((0..<count).compactMap { _ in Self.pieces.randomElement(using: &generator) }.joined())
    }

    private func datum(_ generator: inout SeededGenerator, depth: Int) -> YAMLDatum {
        switch Int.random(in: 0..<(depth > 3 ? 6 : 9), using: &generator) {
        case 0: return .integer(Int64.random(in: -1_000_000...1_000_000, using: &generator))
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return Bool.random(using: &generator) ? .null : .float(Double.random(in: 0..<1, using: &generator))
        case 3, 4, 5: return .string(text(&generator))
        case 6:
            let count = Int.random(in: 0...3, using: &generator)
            return .list((0..<count).map { _ in datum(&generator, depth: depth + 1) })
        default:
            var entries: [Text: YAMLDatum] = [:]
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                let key = text(&generator)
                // The library writes this key like the one that merges, so it cannot read it again.
                if key != "<<" { entries[key] = datum(&generator, depth: depth + 1) }
            }
            return .map(entries)
        }
    }

    @Test func `what was written is read as it was`() {
        for seed in 0..<Self.count {
            var generator = SeededGenerator(seed: UInt64(seed))
            let datum = datum(&generator, depth: 0)
            let bytes = GoYAMLWriter.bytes(datum)
            let again = Result { try GoYAMLReader.read(bytes) }
            guard case .success(let read) = again, read.isSame(as: datum) else {
                Issue.record("seed \(seed): \(String(decoding: bytes, as: UTF8.self)) is \(again) instead of \(datum)")
                continue
            }
        }
    }

    @Test func `any text is read or refused`() {
        for seed in 0..<Self.count {
            var generator = SeededGenerator(seed: UInt64(seed) &+ 1 << 40)
            let count = Int.random(in: 0...12, using: &generator)
            let text = (0..<count).map { _ in self.text(&generator).string }.joined()
            _ = try? GoYAMLReader.read(Array(text.utf8))
        }
    }
}

extension YAMLDatum {
    /// Whether two values are equal, where the library cannot tell them apart.
    ///
    /// It writes line breaks of Unicode as they are, and reads them as what their place makes of them.
    fileprivate func isSame(as other: YAMLDatum) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): left == right || right.hasForeignBreak
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
        case (.map(let left), .map(let right)):
            right.keys.contains(where: \.hasForeignBreak)
                || left.count == right.count && left.allSatisfy { right[$0.key].map($0.value.isSame) ?? false }
        case (.map, _), (_, .map): false
        default: self == other
        }
    }
}

extension Text {
    fileprivate var hasForeignBreak: Bool { string.unicodeScalars.contains { $0 == "\u{2028}" || $0 == "\u{feff}" } }
}
