// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Cuts a text into words of one kind of character each.
struct WordScanner {
    enum Kind {
        /// Nothing, or a byte that is no character.
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
        guard position < scalars.count else { return Word(kind: .none, scalars: []) }
        let start = position
        let first = scalars[start]
        position += 1
        let kind: Kind
        if first == "\u{FFFD}" {
            kind = .none
        } else if WordCase.isConnector(first) {
            kind = .connector
            take(while: WordCase.isConnector)
        } else if first.isPunctuation {
            kind = .punctuation
            take(while: \.isPunctuation)
        } else if first.isUpper {
            kind = .upper
            takeUpper()
        } else if Self.isAlphabetic(first) {
            kind = .letters
            take { Self.isAlphabetic($0) && !$0.isUpper }
        } else if first.isNumber {
            kind = .number
            take(while: \.isNumber)
        } else {
            kind = .other
            take { !(WordCase.isConnector($0) || Self.isAlphabetic($0) || $0.isNumber || $0.isPunctuation) }
        }
        return Word(kind: kind, scalars: scalars[start..<position])
    }

    private mutating func take(while fits: (Unicode.Scalar) -> Bool) {
        while position < scalars.count, fits(scalars[position]) { position += 1 }
    }

    /// Takes the rest of a word with capitals: `HTTP` of `HTTPStatus`, `Status` of `StatusCode`.
    private mutating func takeUpper() {
        guard position < scalars.count else { return }
        if scalars[position].isUpper {
            take(while: \.isUpper)
            if position < scalars.count, Self.isAlphabetic(scalars[position]) { position -= 1 }
        } else if Self.isAlphabetic(scalars[position]) {
            take { Self.isAlphabetic($0) && !$0.isUpper }
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
