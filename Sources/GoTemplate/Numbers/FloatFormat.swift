// SPDX-License-Identifier: Apache-2.0

/// Numbers of floating point as Go's `strconv.FormatFloat` writes them.
public enum FloatFormat {
    /// Formats a number as `b`, `e`, `E`, `f`, `g`, `G`, `x` or `X`; without a precision by the fewest digits that are exact.
    public static func format(_ number: Double, as verb: UInt8, precision: Int? = nil) -> [UInt8] {
        if number.isNaN { return Array("NaN".utf8) }
        if number.isInfinite { return Array((number < 0 ? "-Inf" : "+Inf").utf8) }
        let sign = number.sign == .minus ? [UInt8(ascii: "-")] : []
        switch verb {
        case UInt8(ascii: "b"): return sign + binary(number)
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            let text = hexadecimal(number, precision)
            return sign
                + (verb == UInt8(ascii: "X") ? Array(String(decoding: text, as: UTF8.self).uppercased().utf8) : text)
        default: return sign + decimal(number, verb, precision)
        }
    }

    private static func decimal(_ number: Double, _ verb: UInt8, _ precision: Int?) -> [UInt8] {
        let isGeneral = verb == UInt8(ascii: "g") || verb == UInt8(ascii: "G")
        let isExponential = verb == UInt8(ascii: "e") || verb == UInt8(ascii: "E")
        let mark = isGeneral ? verb - 2 : verb
        guard var precision else {
            let digits = Decimal(shortest: number)
            let count = digits.digits.count
            if isExponential { return exponential(digits, max(count - 1, 0), mark) }
            guard isGeneral else { return positional(digits, max(count - digits.point, 0)) }
            let exponent = digits.point - 1
            return exponent < -4 || exponent >= 6
                ? exponential(digits, max(count - 1, 0), mark) : positional(digits, max(count - digits.point, 0))
        }
        var digits = Decimal(exact: number)
        if isExponential {
            digits.round(to: precision + 1)
            return exponential(digits, precision, mark)
        }
        guard isGeneral else {
            digits.round(to: digits.point + precision)
            return positional(digits, precision)
        }
        precision = max(precision, 1)
        digits.round(to: precision)
        let count = digits.digits.count
        let limit = precision > count && count >= digits.point ? count : precision
        let exponent = digits.point - 1
        guard exponent < -4 || exponent >= limit else { return positional(digits, max(count - digits.point, 0)) }
        return exponential(digits, min(precision, count) - 1, mark)
    }

    private static func exponential(_ number: Decimal, _ precision: Int, _ mark: UInt8) -> [UInt8] {
        let digits = number.digits
        var text = [(digits.first ?? 0) + UInt8(ascii: "0")]
        if precision > 0 {
            text.append(UInt8(ascii: "."))
            for index in 1...precision { text.append((index < digits.count ? digits[index] : 0) + UInt8(ascii: "0")) }
        }
        let exponent = digits.isEmpty ? 0 : number.point - 1
        text += [mark, UInt8(ascii: exponent < 0 ? "-" : "+")]
        if abs(exponent) < 10 { text.append(UInt8(ascii: "0")) }
        return text + String(abs(exponent)).utf8
    }

    private static func positional(_ number: Decimal, _ precision: Int) -> [UInt8] {
        let (digits, point) = (number.digits, number.point)
        var text: [UInt8] = []
        for index in 0..<max(point, 0) { text.append((index < digits.count ? digits[index] : 0) + UInt8(ascii: "0")) }
        if text.isEmpty { text.append(UInt8(ascii: "0")) }
        guard precision > 0 else { return text }
        text.append(UInt8(ascii: "."))
        for index in point..<point + precision {
            text.append((digits.indices.contains(index) ? digits[index] : 0) + UInt8(ascii: "0"))
        }
        return text
    }

    // MARK: - Base two

    /// The significand with 53 bits and the exponent that goes with it.
    private static func parts(_ number: Double) -> (significand: UInt64, exponent: Int) {
        let bits = number.magnitude.significandBitPattern
        return number.exponentBitPattern == 0 ? (bits, -1074) : (bits | 1 << 52, Int(number.exponentBitPattern) - 1075)
    }

    private static func binary(_ number: Double) -> [UInt8] {
        let (significand, exponent) = parts(number)
        return Array("\(significand)p\(exponent < 0 ? "" : "+")\(exponent)".utf8)
    }

    private static func hexadecimal(_ number: Double, _ precision: Int?) -> [UInt8] {
        var (significand, exponent) = parts(number)
        if significand == 0 { exponent = 0 } else { exponent += 52 }
        // The first digit becomes 1, and 60 bits follow it.
        significand <<= 8
        while significand != 0, significand & 1 << 60 == 0 {
            significand <<= 1
            exponent -= 1
        }
        if let precision, precision < 15 {
            let shift = UInt64(precision * 4)
            let extra = (significand << shift) & (1 << 60 - 1)
            significand &= ~((1 << 60 - 1) >> shift)
            let isOdd = (significand >> (60 - shift)) & 1 == 1
            let half: UInt64 = 1 << 59
            if extra > half || extra == half && isOdd { significand += 1 << (60 - shift) }
            if significand & 1 << 61 != 0 {
                significand >>= 1
                exponent += 1
            }
        }
        var text = Array("0x".utf8) + [UInt8(ascii: "0") + UInt8(significand >> 60 & 1)]
        var fraction = significand << 4
        let count = precision ?? (fraction == 0 ? 0 : 16 - fraction.trailingZeroBitCount / 4)
        if count > 0 { text.append(UInt8(ascii: ".")) }
        for _ in 0..<count {
            text.append(contentsOf: String(fraction >> 60, radix: 16).utf8)
            fraction <<= 4
        }
        text += "p\(exponent < 0 ? "-" : "+")\(abs(exponent) < 10 ? "0" : "")\(abs(exponent))".utf8
        return text
    }
}
