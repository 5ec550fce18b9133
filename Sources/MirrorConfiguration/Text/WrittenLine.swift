// SPDX-License-Identifier: Apache-2.0

import YAML

/// A line during its repair, with the structure that shows what a character was meant to be.
struct WrittenLine {
    var scalars: [Unicode.Scalar]
    /// The beginning of the comment, or the end of the line.
    private(set) var end: Int
    private let isFirst: Bool

    init(_ scalars: [Unicode.Scalar], isFirst: Bool) {
        self.scalars = scalars
        self.isFirst = isFirst
        end = scalars.count
        separateComment()
    }

    /// Finds the comment: a `#` at the beginning or after a blank, and not between quotes.
    mutating func separateComment() {
        end = scalars.count
        var quote: Unicode.Scalar?
        var previous: Unicode.Scalar?
        var isTokenStart = true
        for (index, scalar) in scalars.enumerated() {
            let isBlank = scalar == " " || scalar == "\t" || PastedCharacter(scalar)?.kind == .blank
            if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == "#", previous.map({ $0 == " " || $0 == "\t" }) ?? true {
                end = index
                return
            } else if isTokenStart, scalar == "'" || scalar == "\"" {
                quote = scalar
            }
            if !isBlank { isTokenStart = ":-[{,".unicodeScalars.contains(scalar) }
            previous = isBlank ? " " : scalar
        }
    }

    /// The positions of characters outside of comments that YAML has no use for.
    var odd: [Int] {
        scalars[..<end].indices.filter { index in
            scalars[index].value >= 0x80 && PastedCharacter(scalars[index]) != nil
                // The mark at the beginning of a file says that it is UTF-8.
                && !(isFirst && index == 0 && scalars[index] == "\u{feff}")
        }
    }

    func isIndentation(before index: Int) -> Bool { scalars[..<index].allSatisfy { $0 == " " || $0 == "-" } }

    /// Whether an invisible character is beside a blank or at an end, where a blank means the same.
    func isBesideBlank(_ index: Int) -> Bool {
        index == 0 || index + 1 >= end || isBlank(index - 1) || isBlank(index + 1)
    }

    /// Whether a quote is at the beginning or the end of a quoted text.
    func delimits(_ index: Int) -> Bool {
        let before = scalars[..<index].last { $0 != " " }
        if index == 0 || isBlank(index - 1), before.map({ ":-[{,".unicodeScalars.contains($0) }) ?? true { return true }
        if before.map({ "[{,".unicodeScalars.contains($0) }) == true { return true }
        let after = scalars[(index + 1)..<end].first { $0 != " " }
        return after.map { ",]}:".unicodeScalars.contains($0) } ?? true
    }

    /// Whether a dash is at the beginning of a list element.
    func beginsElement(_ index: Int) -> Bool {
        isIndentation(before: index) && (index + 1 >= end || isBlank(index + 1))
    }

    private func isBlank(_ index: Int) -> Bool {
        scalars[index] == " " || scalars[index] == "\t" || PastedCharacter(scalars[index])?.kind == .blank
    }

    /// Masks unreadable characters.
    mutating func mask(_ range: Range<Int>) {
        for index in range { scalars[index] = YAMLScalar.mask }
    }

    /// Whether nothing readable is left.
    var isOnlyMasked: Bool { scalars[..<end].allSatisfy { $0 == " " || $0 == YAMLScalar.mask } }

    /// Empties the line: a line of only masked text would be a text in the place of a field.
    mutating func blank() {
        for index in scalars.indices { scalars[index] = " " }
    }
}
