// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// How Go's YAML library writes a text.
enum YAMLScalarStyle {
    case plain, singleQuoted, doubleQuoted, literal

    /// Chooses the style: lines as they are, quotes where a reader would not find a text, and what the characters allow.
    init(_ text: Text, _ analysis: YAMLScalarAnalysis, isSimpleKey: Bool) {
        if text.bytes.contains(UInt8(ascii: "\n")) {
            self = analysis.allowsBlock && !isSimpleKey ? .literal : .doubleQuoted
        } else if YAMLPlainScalar.meaning(of: text) != .string || YAMLPlainScalar.isSexagesimal(text) {
            self = .doubleQuoted
        } else if isSimpleKey, analysis.isMultiline {
            self = .doubleQuoted
        } else if analysis.allowsPlain {
            self = .plain
        } else {
            self = analysis.allowsSingleQuotes ? .singleQuoted : .doubleQuoted
        }
    }
}
