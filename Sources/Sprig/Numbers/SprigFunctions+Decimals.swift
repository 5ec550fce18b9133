// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GoTemplate

/// Calculations with fractions, in decimal: a tenth and two tenths are three tenths.
extension SprigFunctions {
    var decimalFunctions: [String: Function] {
        [
            "add1f": Function([.any], result: .float) { .float(try calculated($0 + [.int(1)], +)) },
            "addf": Function([], rest: .any, result: .float) { .float(try calculated([.int(0)] + $0, +)) },
            "subf": Function([.any], rest: .any, result: .float) { .float(try calculated($0, -)) },
            "mulf": Function([.any], rest: .any, result: .float) { .float(try calculated($0, *)) },
            "divf": Function([.any], rest: .any, result: .float) { arguments in
                .float(try calculated(arguments) { try $0.divided(by: $1) })
            },
        ]
    }
}

/// Puts numbers together, from the first to the last.
private func calculated(_ numbers: [Value], _ operation: (Decimal, Decimal) throws -> Decimal) throws -> Double {
    let decimals = try numbers.map { try Decimal($0.asReal) }
    guard let first = decimals.first else { return 0 }
    return try decimals.dropFirst().reduce(first, operation).number
}

/// A decimal number of any length: `digits` times ten to the power of `exponent`.
private struct Decimal {
    let digits: BigNumber
    let exponent: Int

    init(_ digits: BigNumber, _ exponent: Int) {
        self.digits = digits
        self.exponent = exponent
    }

    /// Makes the shortest decimal number that means a number.
    init(_ number: Double) throws(FunctionError) {
        guard number.isFinite else {
            throw FunctionError("Cannot create a Decimal from " + Value.float(number).printed)
        }
        let shortest = DecimalDigits(number)
        digits = BigNumber(decimal: (shortest.isNegative ? "-" : "") + shortest.digits) ?? BigNumber(0)
        exponent = shortest.exponent - shortest.digits.count
    }

    /// The number that is nearest.
    var number: Double { digits.isZero ? 0 : Double("\(digits.decimal)e\(exponent)") ?? 0 }

    /// Returns the digits for an exponent that is not larger than this one.
    private func digits(for exponent: Int) -> BigNumber { digits * BigNumber.powerOfTen(self.exponent - exponent) }

    static func + (left: Self, right: Self) -> Self {
        let exponent = min(left.exponent, right.exponent)
        return Self(left.digits(for: exponent) + right.digits(for: exponent), exponent)
    }

    static func - (left: Self, right: Self) -> Self {
        let exponent = min(left.exponent, right.exponent)
        return Self(left.digits(for: exponent) - right.digits(for: exponent), exponent)
    }

    static func * (left: Self, right: Self) -> Self { Self(left.digits * right.digits, left.exponent + right.exponent) }

    /// Returns the quotient with sixteen digits after the point; half of the last one is rounded away from zero.
    func divided(by divisor: Self) throws(FunctionError) -> Self {
        guard !divisor.digits.isZero else { throw FunctionError("decimal division by 0") }
        let places = -16
        var (dividend, divisor, shift) = (digits, divisor.digits, exponent - divisor.exponent - places)
        if shift >= 0 {
            dividend = dividend * BigNumber.powerOfTen(shift)
        } else {
            divisor = divisor * .powerOfTen(-shift)
        }
        shift = 0
        let quotient = dividend / divisor
        let rest = dividend % divisor
        let isNegative = dividend.isNegative != divisor.isNegative
        guard rest.magnitude + rest.magnitude >= divisor.magnitude else { return Self(quotient, places) }
        return Self(isNegative ? quotient - BigNumber(1) : quotient + BigNumber(1), places)
    }
}

extension BigNumber {
    fileprivate var magnitude: BigNumber { isNegative ? BigNumber(0) - self : self }
}
