// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// The order in which Go's YAML library writes the keys of a map: numbers in them count as numbers.
enum YAMLKeyOrder {
    /// Whether one key comes before another.
    static func precedes(_ left: Text, _ right: Text) -> Bool {
        let (left, right) = (Array(left.string.unicodeScalars), Array(right.string.unicodeScalars))
        guard let index = zip(left, right).enumerated().first(where: { $1.0 != $1.1 })?.offset else {
            return left.count < right.count
        }
        let (isLetter, isOtherLetter) = (left[index].isLetter, right[index].isLetter)
        if isLetter, isOtherLetter { return left[index] < right[index] }
        if isLetter || isOtherLetter { return isOtherLetter }
        // Behind digits that are not all zero, a zero has as much weight as any other digit.
        var start: Int64 = 0
        if left[index] == "0" || right[index] == "0" {
            let digits = left[..<index].reversed().prefix(while: \.isDecimalDigit)
            if digits.contains(where: { $0 != "0" }) { start = 1 }
        }
        let (number, end) = number(in: left, from: index, start)
        let (otherNumber, otherEnd) = Self.number(in: right, from: index, start)
        if number != otherNumber { return number < otherNumber }
        if end != otherEnd { return end < otherEnd }
        return left[index] < right[index]
    }

    private static func number(in key: [Unicode.Scalar], from index: Int, _ start: Int64) -> (Int64, end: Int) {
        var (number, end) = (start, index)
        while end < key.count, key[end].isDecimalDigit {
            number = number &* 10 &+ (Int64(key[end].value) - 0x30)
            end += 1
        }
        return (number, end)
    }
}

extension Unicode.Scalar {
    /// Whether Go's `unicode.IsLetter` is true.
    fileprivate var isLetter: Bool {
        if isASCII { return (0x41...0x5a).contains(value) || (0x61...0x7a).contains(value) }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
        default: return false
        }
    }

    /// Whether Go's `unicode.IsDigit` is true.
    fileprivate var isDecimalDigit: Bool {
        isASCII ? (0x30...0x39).contains(value) : properties.generalCategory == .decimalNumber
    }
}
