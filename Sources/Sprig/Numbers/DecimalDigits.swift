// SPDX-License-Identifier: Apache-2.0

/// The fewest digits that mean a number: `digits` after a point, times ten to the power of `exponent`.
struct DecimalDigits {
    let isNegative: Bool
    /// At least one digit, without zeros at either end; `0` for zero.
    let digits: String
    let exponent: Int

    /// Makes the digits of a finite number.
    init(_ number: Double) {
        isNegative = number.sign == .minus
        let parts = "\(number.magnitude)".split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa[0]
        let all = whole + (mantissa.count > 1 ? mantissa[1] : "")
        let leading = all.prefix { $0 == "0" }.count
        var significant = all.dropFirst(leading)
        while significant.last == "0" { significant.removeLast() }
        if significant.isEmpty {
            digits = "0"
            exponent = 1
        } else {
            digits = String(significant)
            exponent = whole.count - leading + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        }
    }

    /// The number without an exponent.
    var plain: String {
        let sign = isNegative ? "-" : ""
        let zeros = { (count: Int) in String(repeating: "0", count: max(0, count)) }
        if exponent <= 0 { return "\(sign)0.\(zeros(-exponent))\(digits)" }
        if exponent >= digits.count { return sign + digits + zeros(exponent - digits.count) }
        return "\(sign)\(digits.prefix(exponent)).\(digits.dropFirst(exponent))"
    }

    /// The number with an exponent of as few digits as there are.
    var scientific: String {
        let fraction = digits.dropFirst()
        let power = exponent - 1
        let mantissa = digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction)
        return "\(isNegative ? "-" : "")\(mantissa)e\(power < 0 ? "-" : "+")\(power.magnitude)"
    }
}
