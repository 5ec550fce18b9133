// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// The lines of a field that begins a line of its own.
struct FieldExtent {
    /// The offset of the first byte behind the field: the beginning of a line, or the end of the text.
    let end: Int

    /// Takes the lines that are indented more than the key, and those of a list at the key's own indentation.
    init(of field: YAMLField, in source: SourceText) {
        let margin = field.keyPosition.column - 1
        let isList = if case .sequence = field.value.content { true } else { false }
        var last = field.keyPosition.line
        var number = last + 1
        while number <= source.lineCount {
            let line = source.line(number)
            let indent = line.prefix { $0 == " " }.count
            let rest = line.dropFirst(indent)
            let isOfField = indent > margin || isList && indent == margin && (rest == "-" || rest.hasPrefix("- "))
            if !rest.isEmpty, !isOfField, rest.first != "#" { break }
            // Blank lines behind the field stay, and so do comments at the margin of what follows.
            if !rest.isEmpty, isOfField { last = number }
            number += 1
        }
        end =
            last < source.lineCount
            ? source.byteOffset(of: SourceLocation(file: source.path, line: last + 1, column: 1)) : source.bytes.count
    }
}
