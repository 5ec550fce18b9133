// SPDX-License-Identifier: Apache-2.0

/// Numbers as Go's `strconv` reads them with base 0: with prefixes and with `_` between digits.
enum GoNumber {
    /// A whole number without a sign; `nil` if it is none or too large.
    static func unsigned(_ text: ArraySlice<UInt8>) -> UInt64? {
        guard let first = text.first, first.isDigit, hasGoodUnderscores(text) else { return nil }
        var digits = text
        var base: UInt64 = 10
        if first == UInt8(ascii: "0"), text.count > 1 {
            switch text.count > 2 ? text[text.startIndex + 1].lowercased : 0 {
            case UInt8(ascii: "x"): base = 16
            case UInt8(ascii: "o"): base = 8
            case UInt8(ascii: "b"): base = 2
            default: base = 0
            }
            digits = text.dropFirst(base == 0 ? 1 : 2)
            if base == 0 { base = 8 }
        }
        var value: UInt64 = 0
        for byte in digits where byte != UInt8(ascii: "_") {
            guard let digit = byte.hexValue, UInt64(digit) < base else { return nil }
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: base)
            let (sum, isLarger) = product.addingReportingOverflow(UInt64(digit))
            guard !isTooLarge, !isLarger else { return nil }
            value = sum
        }
        return value
    }

    /// A whole number with or without a sign; `nil` if it is none or does not fit.
    static func signed(_ text: ArraySlice<UInt8>) -> Int64? {
        let isNegative = text.first == UInt8(ascii: "-")
        let digits = isNegative || text.first == UInt8(ascii: "+") ? text.dropFirst() : text
        guard let magnitude = unsigned(digits) else { return nil }
        if isNegative { return magnitude <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- magnitude) : nil }
        return Int64(exactly: magnitude)
    }

    /// A number of floating point; `nil` if it is none or too large.
    static func float(_ text: ArraySlice<UInt8>) -> Double? {
        guard hasGoodUnderscores(text), isFloat(text.filter { $0 != UInt8(ascii: "_") }) else { return nil }
        let plain = text.filter { $0 != UInt8(ascii: "_") }
        guard let number = Double(String(decoding: plain, as: UTF8.self)), number.isFinite else { return nil }
        return number
    }

    /// Whether a text is a number by the grammar: digits with a point, and an exponent that hexadecimal ones must have.
    private static func isFloat(_ text: [UInt8]) -> Bool {
        var rest = text[...]
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let isHexadecimal =
            rest.count > 1 && rest.first == UInt8(ascii: "0")
            && rest[rest.startIndex + 1].lowercased == UInt8(ascii: "x")
        if isHexadecimal { rest.removeFirst(2) }
        let isDigit: (UInt8) -> Bool = { isHexadecimal ? $0.isHexDigit : $0.isDigit }
        let whole = rest.prefix(while: isDigit)
        rest.removeFirst(whole.count)
        var digits = whole.count
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            let fraction = rest.prefix(while: isDigit).count
            digits += fraction
            rest.removeFirst(fraction)
        }
        guard digits > 0 else { return false }
        guard let mark = rest.first else { return !isHexadecimal }
        guard mark.lowercased == UInt8(ascii: isHexadecimal ? "p" : "e") else { return false }
        rest.removeFirst()
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        return !rest.isEmpty && rest.allSatisfy(\.isDigit)
    }

    /// Whether each `_` stands between two digits, of which a prefix of the base counts as one.
    private static func hasGoodUnderscores(_ text: ArraySlice<UInt8>) -> Bool {
        guard text.contains(UInt8(ascii: "_")) else { return true }
        var rest = text
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        var (isAfterDigit, isAfterUnderscore, isHexadecimal) = (false, false, false)
        if rest.count > 1, rest.first == UInt8(ascii: "0") {
            let letter = rest[rest.startIndex + 1].lowercased
            if [UInt8(ascii: "x"), UInt8(ascii: "o"), UInt8(ascii: "b")].contains(letter) {
                isHexadecimal = letter == UInt8(ascii: "x")
                isAfterDigit = true
                rest.removeFirst(2)
            }
        }
        for byte in rest {
            if byte.isDigit || isHexadecimal && byte.isHexDigit {
                (isAfterDigit, isAfterUnderscore) = (true, false)
            } else if byte == UInt8(ascii: "_") {
                guard isAfterDigit else { return false }
                (isAfterDigit, isAfterUnderscore) = (false, true)
            } else {
                guard !isAfterUnderscore else { return false }
                isAfterDigit = false
            }
        }
        return !isAfterUnderscore
    }
}
