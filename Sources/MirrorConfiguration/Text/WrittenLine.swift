// SPDX-License-Identifier: Apache-2.0

import YAML

/// A line while it is repaired, with the little of its structure that tells what a character was meant as.
struct WrittenLine {
    var scalars: [Unicode.Scalar]
    /// Where a comment begins, or the line ends.
    private(set) var end: Int
    private let isFirst: Bool

    init(_ scalars: [Unicode.Scalar], isFirst: Bool) {
        self.scalars = scalars
        self.isFirst = isFirst
        end = scalars.count
        separateComment()
    }

    /// Finds the comment: a `#` at the beginning or behind a blank, and not between quotes.
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

    /// Where characters stand that YAML has no use for, outside of comments.
    var odd: [Int] {
        scalars[..<end].indices.filter { index in
            scalars[index].value >= 0x80 && PastedCharacter(scalars[index]) != nil
                // The mark at the beginning of a file says that it is UTF-8.
                && !(isFirst && index == 0 && scalars[index] == "\u{feff}")
        }
    }

    func isIndentation(before index: Int) -> Bool { scalars[..<index].allSatisfy { $0 == " " || $0 == "-" } }

    /// Whether something that is not seen stands beside a blank or at an end, where a blank means the same.
    func isBesideBlank(_ index: Int) -> Bool {
        index == 0 || index + 1 >= end || isBlank(index - 1) || isBlank(index + 1)
    }

    /// Whether a quote stands where a quoted text begins or ends.
    func delimits(_ index: Int) -> Bool {
        let before = scalars[..<index].last { $0 != " " }
        if index == 0 || isBlank(index - 1), before.map({ ":-[{,".unicodeScalars.contains($0) }) ?? true { return true }
        if before.map({ "[{,".unicodeScalars.contains($0) }) == true { return true }
        let after = scalars[(index + 1)..<end].first { $0 != " " }
        return after.map { ",]}:".unicodeScalars.contains($0) } ?? true
    }

    /// Whether a dash stands where an element of a list begins.
    func beginsElement(_ index: Int) -> Bool {
        isIndentation(before: index) && (index + 1 >= end || isBlank(index + 1))
    }

    private func isBlank(_ index: Int) -> Bool {
        scalars[index] == " " || scalars[index] == "\t" || PastedCharacter(scalars[index])?.kind == .blank
    }

    /// Hides what cannot be read.
    mutating func mask(_ range: Range<Int>) {
        for index in range { scalars[index] = YAMLScalar.mask }
    }

    /// Whether nothing is left that could be read.
    var isOnlyMasked: Bool { scalars[..<end].allSatisfy { $0 == " " || $0 == YAMLScalar.mask } }

    /// Empties the line: alone, what is masked would be a text where a field has to be.
    mutating func blank() {
        for index in scalars.indices { scalars[index] = " " }
    }
}
