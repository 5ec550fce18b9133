// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Letters in upper and lower case.
extension SprigFunctions {
    var caseFunctions: [String: Function] {
        let changes: [String: (Text) -> Text] = [
            "upper": { $0.mapped(\.upper) },
            "lower": { $0.mapped(\.lower) },
            "title": \.titled,
            "untitle": \.untitled,
            "swapcase": \.swapped,
            "initials": \.initials,
            "nospace": \.withoutSpace,
            "snakecase": { WordCase.separated($0, by: "_") },
            "kebabcase": { WordCase.separated($0, by: "-") },
            "camelcase": { WordCase.camel($0) },
        ]
        return changes.mapValues { change in
            Function([.string], result: .string) { .string(change($0[0].text)) }
        }
    }
}

extension Text {
    /// Returns the text with another character for each; what is no character becomes U+FFFD.
    func mapped(_ change: (Unicode.Scalar) -> Unicode.Scalar) -> Text {
        if bytes.allSatisfy({ $0 < 0x80 }) {
            return Text(bytes.map { UInt8(truncatingIfNeeded: change(Unicode.Scalar($0)).value) })
        }
        return Text(Runes.bytes(Runes.scalars(bytes).map(change)))
    }

    /// The text with a title-case letter after everything that is no letter, digit or `_`.
    var titled: Text {
        var previous: Unicode.Scalar = " "
        return mapped { scalar in
            defer { previous = scalar }
            return Self.separates(previous) ? scalar.title : scalar
        }
    }

    private static func separates(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "_" { return false }
        if scalar.isASCII { return !(scalar.isLetter || scalar.isDigit) }
        return !(scalar.isLetter || scalar.isDigit) && scalar.isSpace
    }

    /// The text with a lower-case letter at the start of each word.
    var untitled: Text {
        var isStart = true
        return mapped { scalar in
            if scalar.isSpace {
                isStart = true
                return scalar
            }
            defer { isStart = false }
            return isStart ? scalar.lower : scalar
        }
    }

    /// The text with upper and lower case exchanged; a word that starts with a lower-case letter gets a title-case one.
    var swapped: Text {
        var isStart = true
        return mapped { scalar in
            if scalar.isUpper || scalar.isTitle {
                isStart = false
                return scalar.lower
            }
            if scalar.isLower {
                defer { isStart = false }
                return isStart ? scalar.title : scalar.upper
            }
            isStart = scalar.isSpace
            return scalar
        }
    }

    /// The first byte of each word; a byte counts as the character with that number, as Sprig has it.
    var initials: Text {
        var isGap = true
        var scalars: [Unicode.Scalar] = []
        for scalar in bytes.map({ Unicode.Scalar($0) }) {
            if scalar.isSpace {
                isGap = true
            } else if isGap {
                scalars.append(scalar)
                isGap = false
            }
        }
        return Text(Runes.bytes(scalars))
    }

    /// The bytes that are no white space; if there is any, a byte counts as the character with that number.
    var withoutSpace: Text {
        let scalars = bytes.map { Unicode.Scalar($0) }
        let kept = scalars.filter { !$0.isSpace }
        return kept.count == scalars.count ? self : Text(Runes.bytes(kept))
    }
}
