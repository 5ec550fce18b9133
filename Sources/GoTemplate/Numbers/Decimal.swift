// SPDX-License-Identifier: Apache-2.0

/// The decimal digits of a number of floating point: `0.DIGITS` times ten to the power of `point`.
struct Decimal {
    /// The digits, 0 to 9, without zeros at either end; none for zero.
    private(set) var digits: [UInt8]
    /// How many digits stand before the point; negative for zeros after it.
    private(set) var point: Int

    /// The fewest digits that no other number has.
    init(shortest number: Double) {
        (digits, point) = ([], 0)
        var (isAfterPoint, exponent) = (false, 0)
        var rest = number.magnitude.description.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "e") {
                exponent = Int(Substring(rest)) ?? 0
                break
            }
            guard byte != UInt8(ascii: ".") else {
                isAfterPoint = true
                continue
            }
            if !isAfterPoint { point += 1 }
            digits.append(byte - UInt8(ascii: "0"))
        }
        point += exponent
        trim()
    }

    /// All digits, of which a double has at most 767.
    init(exact number: Double) {
        let mantissa = number.magnitude.significandBitPattern
        let isNormal = number.isNormal
        var exponent = (isNormal ? Int(number.exponentBitPattern) : 1) - 1075
        var whole = isNormal ? mantissa | 1 << 52 : mantissa
        while exponent < 0, whole != 0, whole & 1 == 0 {
            whole >>= 1
            exponent += 1
        }
        var large = LargeNumber(whole)
        // Two to the power of -n is five to the power of n, divided by ten to the power of n.
        large.multiply(by: exponent < 0 ? 5 : 2, times: abs(exponent))
        digits = large.digits
        point = digits.count + min(exponent, 0)
        trim()
    }

    /// Cuts the digits after so many, rounding half to even.
    mutating func round(to count: Int) {
        guard count < digits.count else { return }
        guard count >= 0 else {
            (digits, point) = ([], 0)
            return
        }
        let isHalf = digits[count] == 5 && count + 1 == digits.count
        let isUp = isHalf ? count > 0 && digits[count - 1] % 2 == 1 : digits[count] >= 5
        digits.removeSubrange(count...)
        if isUp {
            while digits.last == 9 { digits.removeLast() }
            if digits.isEmpty {
                digits = [1]
                point += 1
            } else {
                digits[digits.count - 1] += 1
            }
        }
        trim()
    }

    private mutating func trim() {
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        point -= zeros
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { point = 0 }
    }
}

/// A whole number of any size.
private struct LargeNumber {
    /// Its digits of base 10⁹, the lowest first.
    private var parts: [UInt32]

    init(_ value: UInt64) {
        parts = []
        var value = value
        repeat {
            parts.append(UInt32(value % 1_000_000_000))
            value /= 1_000_000_000
        } while value > 0
    }

    mutating func multiply(by factor: UInt64, times: Int) {
        var (left, product) = (times, UInt64(1))
        while left > 0 {
            product *= factor
            left -= 1
            if product > 1 << 28 || left == 0 {
                multiply(by: product)
                product = 1
            }
        }
    }

    private mutating func multiply(by factor: UInt64) {
        var carry: UInt64 = 0
        for index in parts.indices {
            let value = UInt64(parts[index]) * factor + carry
            parts[index] = UInt32(value % 1_000_000_000)
            carry = value / 1_000_000_000
        }
        while carry > 0 {
            parts.append(UInt32(carry % 1_000_000_000))
            carry /= 1_000_000_000
        }
    }

    var digits: [UInt8] {
        parts.reversed().flatMap { part in
            let text = String(part)
            return Array(repeating: 0, count: 9 - text.utf8.count) + text.utf8.map { $0 - UInt8(ascii: "0") }
        }
    }
}
