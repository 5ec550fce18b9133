// SPDX-License-Identifier: Apache-2.0

/// Makes foreign text safe to show on a terminal, on one line.
///
/// Control characters could clear the screen or reorder text, so each becomes U+FFFD. The text is cut after a thousand
/// characters, and credentials in references and URLs are replaced by stars.
package func printable(_ text: String) -> String {
    let text = text.hidingCredentials
    let longest = 1000
    if text.utf8.count <= longest, text.utf8.allSatisfy({ (0x20...0x7e).contains($0) }) { return text }
    var result = String.UnicodeScalarView()
    for (count, scalar) in text.unicodeScalars.enumerated() {
        guard count < longest else {
            result.append("…")
            break
        }
        result.append(scalar.isControl ? "\u{fffd}" : scalar)
    }
    return String(result)
}

extension Unicode.Scalar {
    /// Whether the character moves the cursor, breaks the line or changes the direction of writing.
    var isControl: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
