// SPDX-License-Identifier: Apache-2.0

/// Returns how many columns of a terminal a text takes.
///
/// Characters of East Asian scripts and pictures take two columns, combining marks none. Where terminals differ, the larger
/// number counts, so a text never takes more. The text has no control characters; see `printable`.
package func columns(of text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + $1.columns }
}

/// Shortens a text to a number of columns; `…` stands for the rest.
package func clipped(_ text: String, to limit: Int) -> String {
    guard columns(of: text) > limit else { return text }
    guard limit > 0 else { return "" }
    var result = String.UnicodeScalarView()
    var used = 1
    for scalar in text.unicodeScalars {
        guard used + scalar.columns <= limit else { break }
        used += scalar.columns
        result.append(scalar)
    }
    result.append("…")
    return String(result)
}

extension Unicode.Scalar {
    /// The ranges of characters with two columns (Unicode's EastAsianWidth.txt, W and F, without gaps of a few characters).
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3,
        0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18cff,
        0x1aff0...0x1b2ff, 0x1f000...0x1faff, 0x20000...0x3fffd,
    ]

    fileprivate var columns: Int {
        if value < 0x300 { return 1 }
        switch properties.generalCategory {
        // A selector of a picture's form may make the character before it wide.
        case .nonspacingMark, .enclosingMark: return value == 0xfe0f ? 1 : 0
        default:
            return properties.isEmojiPresentation || Self.wide.contains { $0.contains(value) } ? 2 : 1
        }
    }
}
