// SPDX-License-Identifier: Apache-2.0

/// Reads numbers as Go's `strconv` does.
enum NumberTexts {
    /// Returns a whole number of 64 bits, or `nil` if the text is none or it is too large.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - base: The base, or 0 for that of the prefix (`0x`, `0b`, `0o`, `0`), with underscores between digits.
    /// - Returns: The number.
    static func whole(_ bytes: [UInt8], base: Int) -> Int64? {
        guard let (isNegative, digits) = sign(bytes), let magnitude = magnitude(digits, base: base) else { return nil }
        guard !magnitude.isTooLarge else { return nil }
        if isNegative { return magnitude.value > 1 << 63 ? nil : Int64(truncatingIfNeeded: 0 &- magnitude.value) }
        return Int64(exactly: magnitude.value)
    }

    /// Returns a decimal number, or the nearest one that there is if it is too large; `nil` if the text is none.
    static func nearest(_ bytes: [UInt8]) -> Int64? {
        guard let (isNegative, digits) = sign(bytes), let magnitude = magnitude(digits, base: 10) else { return nil }
        if magnitude.isTooLarge || magnitude.value > Int64.max { return isNegative ? .min : .max }
        return isNegative ? -Int64(magnitude.value) : Int64(magnitude.value)
    }

    private static func sign(_ bytes: [UInt8]) -> (isNegative: Bool, digits: ArraySlice<UInt8>)? {
        guard let first = bytes.first else { return nil }
        let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
        return (first == UInt8(ascii: "-"), isSigned ? bytes.dropFirst() : bytes[...])
    }

    private static func magnitude(_ bytes: ArraySlice<UInt8>, base: Int) -> (value: UInt64, isTooLarge: Bool)? {
        var digits = bytes
        var base = UInt64(base)
        let mayHaveUnderscores = base == 0
        if base == 0 {
            guard separatesDigits(bytes) else { return nil }
            base = 10
            if let prefix = prefix(bytes) {
                base = prefix.base
                digits = bytes.dropFirst(prefix.count)
            }
        }
        guard !digits.isEmpty else { return nil }
        var value: UInt64 = 0
        var isTooLarge = false
        for byte in digits {
            if byte == UInt8(ascii: "_"), mayHaveUnderscores { continue }
            guard let digit = digit(byte), digit < base else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: base)
            let (sum, carry) = product.addingReportingOverflow(digit)
            isTooLarge = isTooLarge || overflow || carry
            value = sum
        }
        return (value, isTooLarge)
    }

    private static func prefix(_ bytes: ArraySlice<UInt8>) -> (base: UInt64, count: Int)? {
        guard bytes.first == UInt8(ascii: "0"), bytes.count > 1 else { return nil }
        guard bytes.count > 2 else { return (8, 1) }
        return switch bytes[bytes.startIndex + 1] | 0x20 {
        case UInt8(ascii: "x"): (16, 2)
        case UInt8(ascii: "b"): (2, 2)
        case UInt8(ascii: "o"): (8, 2)
        default: (8, 1)
        }
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt64(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt64(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// Whether every underscore stands between digits, or between a prefix and a digit.
    private static func separatesDigits(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.contains(UInt8(ascii: "_")) else { return true }
        let isPrefixed = prefix(bytes).map { $0.count == 2 } ?? false
        var wasDigit = isPrefixed
        var isHexadecimal = false
        if isPrefixed { isHexadecimal = bytes[bytes.startIndex + 1] | 0x20 == UInt8(ascii: "x") }
        var wasUnderscore = false
        for byte in isPrefixed ? bytes.dropFirst(2) : bytes {
            if byte == UInt8(ascii: "_") {
                guard wasDigit else { return false }
                wasUnderscore = true
                wasDigit = false
            } else {
                let isDigit = digit(byte).map { $0 < (isHexadecimal ? 16 : 10) } ?? false
                if wasUnderscore, !isDigit { return false }
                wasUnderscore = false
                wasDigit = isDigit
            }
        }
        return !wasUnderscore
    }

    /// Returns a number with a fraction; `nil` if the text is none or it is too large.
    static func real(_ bytes: [UInt8]) -> Double? {
        guard let (isNegative, magnitude) = sign(bytes) else { return nil }
        let word = String(decoding: magnitude, as: UTF8.self).lowercased()
        if word == "inf" || word == "infinity" { return isNegative ? -Double.infinity : .infinity }
        if word == "nan" { return magnitude.count == bytes.count ? Double.nan : nil }
        guard separatesDigits(magnitude), isReal(magnitude) else { return nil }
        let text = String(decoding: bytes.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }

    /// Whether bytes are digits with an optional point and exponent; a hexadecimal number must have its exponent.
    private static func isReal(_ bytes: ArraySlice<UInt8>) -> Bool {
        let isHexadecimal =
            bytes.count > 2 && bytes.first == UInt8(ascii: "0") && bytes[bytes.startIndex + 1] | 0x20 == 0x78
        let mark = UInt8(ascii: isHexadecimal ? "p" : "e")
        let limit: UInt64 = isHexadecimal ? 16 : 10
        var rest = (isHexadecimal ? bytes.dropFirst(2) : bytes).filter { $0 != UInt8(ascii: "_") }[...]
        var exponent: ArraySlice<UInt8>?
        if let index = rest.firstIndex(where: { $0 | 0x20 == mark }) {
            exponent = rest[(index + 1)...]
            rest = rest[..<index]
        }
        if isHexadecimal, exponent == nil { return false }
        let digits = rest.filter { $0 != UInt8(ascii: ".") }
        guard rest.count - digits.count <= 1, !digits.isEmpty else { return false }
        guard digits.allSatisfy({ digit($0).map { $0 < limit } ?? false }) else { return false }
        guard var exponent else { return true }
        if let first = exponent.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            exponent = exponent.dropFirst()
        }
        return !exponent.isEmpty && exponent.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
