// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Cuts a text into words of one kind of character each.
struct WordScanner {
    enum Kind {
        /// Nothing, or bytes that are no characters.
        case none
        case number
        /// Upper-case letters, or one with the lower-case letters that follow it.
        case upper
        case letters
        case connector
        case punctuation
        /// Symbols, and letters of scripts without cases.
        case other
    }

    struct Word {
        var kind: Kind
        var scalars: ArraySlice<Unicode.Scalar>
    }

    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: Text) { scalars = Runes.scalars(text.bytes) }

    var isAtEnd: Bool { position >= scalars.count }

    mutating func next() -> Word {
        let start = position
        guard let (first, count) = peek(after: Self.unknown) else { return Word(kind: .none, scalars: []) }
        position += count
        let kind: Kind
        if first == Self.unknown {
            kind = .none
        } else if WordCase.isConnector(first) {
            kind = .connector
            take(after: first, while: WordCase.isConnector)
        } else if first.isPunctuation {
            kind = .punctuation
            take(after: first, while: \.isPunctuation)
        } else if first.isUpper {
            kind = .upper
            takeUpper(after: first)
        } else if Self.isAlphabetic(first) {
            kind = .letters
            take(after: first) { Self.isAlphabetic($0) && !$0.isUpper }
        } else if first.isNumber {
            kind = .number
            take(after: first, while: \.isNumber)
        } else {
            kind = .other
            take(after: first) {
                !(WordCase.isConnector($0) || Self.isAlphabetic($0) || $0.isNumber || $0.isPunctuation)
            }
        }
        return Word(kind: kind, scalars: scalars[start..<position])
    }

    /// What stands for a byte that is no character.
    private static let unknown: Unicode.Scalar = "\u{FFFD}"

    /// Returns the next character, and how many there are up to it with those that are unknown.
    ///
    /// Unknown ones at the end count as the character before them.
    private func peek(after previous: Unicode.Scalar) -> (Unicode.Scalar, count: Int)? {
        guard position < scalars.count else { return nil }
        guard let index = scalars[position...].firstIndex(where: { $0 != Self.unknown }) else {
            return (previous, scalars.count - position)
        }
        return (scalars[index], index - position + 1)
    }

    private mutating func take(after first: Unicode.Scalar, while fits: (Unicode.Scalar) -> Bool) {
        var previous = first
        while let (scalar, count) = peek(after: previous), fits(scalar) {
            position += count
            previous = scalar
        }
    }

    /// Takes the rest of a word with capitals: `HTTP` of `HTTPStatus`, `Status` of `StatusCode`.
    private mutating func takeUpper(after first: Unicode.Scalar) {
        guard let (second, count) = peek(after: first) else { return }
        guard second.isUpper else {
            take(after: first) { Self.isAlphabetic($0) && !$0.isUpper }
            return
        }
        position += count
        var (previous, lastCount) = (second, count)
        while let (scalar, count) = peek(after: previous) {
            guard scalar.isUpper else {
                // The last capital begins the next word.
                if Self.isAlphabetic(scalar) { position -= lastCount }
                return
            }
            position += count
            (previous, lastCount) = (scalar, count)
        }
    }

    /// Whether a scalar is a letter of a script with words: none of Chinese, Japanese and Korean.
    private static func isAlphabetic(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isLetter else { return false }
        return switch scalar.value {
        case 0x3034...0x30FF, 0x3130...0x318F, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7AF: false
        default: true
        }
    }
}
