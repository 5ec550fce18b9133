// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The text as a value of YAML, in quotes, so that no version is read as a number.
    var quoted: String {
        let escaped = unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case _ where scalar.value < 0x20 || (0x7f...0xa0).contains(scalar.value):
                "\\x" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
            case "\u{2028}", "\u{2029}", "\u{feff}": "\\u" + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }

    /// The text as a comment on one line.
    func comment(indent: Int) -> String {
        let plain = String(
            UnicodeScalarView(unicodeScalars.map { $0.properties.isWhitespace || $0.value < 0x20 ? " " : $0 })
        )
        return String(repeating: " ", count: indent) + "# " + plain
    }

    /// Whether this line of YAML is only a comment.
    var isComment: Bool { drop { $0 == " " }.hasPrefix("#") }
}
