// SPDX-License-Identifier: Apache-2.0

/// Numbers in decimal notation without an exponent.
enum PlainDecimal {
    /// The shortest digits that mean a number, with at least one behind the point.
    static func text(_ number: Double) -> String {
        let parts = "\(number.magnitude)".split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        var whole = String(mantissa[0])
        var fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
        if fraction == "0" { fraction = "" }
        if exponent > 0 {
            fraction += String(repeating: "0", count: max(0, exponent - fraction.count))
            whole += fraction.prefix(exponent)
            fraction.removeFirst(exponent)
        } else if exponent < 0 {
            whole = String(repeating: "0", count: max(0, 1 - exponent - whole.count)) + whole
            fraction = whole.suffix(-exponent) + fraction
            whole.removeLast(-exponent)
        }
        let digits = whole.drop { $0 == "0" }
        return (number.sign == .minus ? "-" : "") + (digits.isEmpty ? "0" : digits) + "."
            + (fraction.isEmpty ? "0" : fraction)
    }
}
