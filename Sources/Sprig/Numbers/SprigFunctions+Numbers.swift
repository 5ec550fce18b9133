// SPDX-License-Identifier: Apache-2.0

import Foundation
import GoTemplate

/// Calculations with whole numbers, which lose their fractions first and overflow as Go's do, and roundings.
extension SprigFunctions {
    var numberFunctions: [String: Function] {
        arithmeticFunctions.merging(extremeFunctions) { $1 }.merging(roundingFunctions) { $1 }
    }

    private var arithmeticFunctions: [String: Function] {
        [
            "add": Function([], rest: .any, result: .long) { .int64($0.reduce(0) { $0 &+ $1.asWhole }) },
            "add1": Function([.any], result: .long) { .int64($0[0].asWhole &+ 1) },
            "sub": Function([.any, .any], result: .long) { .int64($0[0].asWhole &- $0[1].asWhole) },
            "mul": Function([.any], rest: .any, result: .long) { .int64($0.reduce(1) { $0 &* $1.asWhole }) },
            "div": Function([.any, .any], result: .long) { arguments in
                let (dividend, divisor) = (arguments[0].asWhole, arguments[1].asWhole)
                guard divisor != 0 else { throw FunctionError("runtime error: integer divide by zero") }
                return .int64(dividend.dividedReportingOverflow(by: divisor).partialValue)
            },
            "mod": Function([.any, .any], result: .long) { arguments in
                let (dividend, divisor) = (arguments[0].asWhole, arguments[1].asWhole)
                guard divisor != 0 else { throw FunctionError("runtime error: integer divide by zero") }
                return .int64(dividend.remainderReportingOverflow(dividingBy: divisor).partialValue)
            },
        ]
    }

    private var extremeFunctions: [String: Function] {
        let largest = Function([.any], rest: .any, result: .long) { .int64($0.map(\.asWhole).max() ?? 0) }
        return [
            "max": largest,
            "biggest": largest,
            "min": Function([.any], rest: .any, result: .long) { .int64($0.map(\.asWhole).min() ?? 0) },
            "maxf": Function([.any], rest: .any, result: .float) { .float(extreme($0.map(\.asReal), >)) },
            "minf": Function([.any], rest: .any, result: .float) { .float(extreme($0.map(\.asReal), <)) },
        ]
    }

    private var roundingFunctions: [String: Function] {
        [
            "floor": Function([.any], result: .float) { .float($0[0].asReal.rounded(.down)) },
            "ceil": Function([.any], result: .float) { .float($0[0].asReal.rounded(.up)) },
            "round": Function([.any, .whole], rest: .float, result: .float) { arguments in
                let power = pow(10, Double(arguments[1].number))
                let scaled = power * arguments[0].asReal
                let limit = arguments.count > 2 ? arguments[2].real : 0.5
                // The fraction of a negative number is negative, so that it is never rounded up.
                let fraction = scaled - scaled.rounded(.towardZero)
                return .float(scaled.rounded(fraction >= limit ? .up : .down) / power)
            },
        ]
    }
}

/// Returns the number before which no other is in an order; none that is no number wins over one.
private func extreme(_ numbers: [Double], _ isBefore: (Double, Double) -> Bool) -> Double {
    var best = numbers.first ?? 0
    for number in numbers.dropFirst() {
        if number.isNaN || best.isNaN {
            let infinity = isBefore(1, 0) ? Double.infinity : -Double.infinity
            best = number == infinity || best == infinity ? infinity : .nan
        } else if number == 0, best == 0 {
            // Zero has a sign: the smaller one is negative.
            best = isBefore(1, 0) == (best.sign == .minus) ? number : best
        } else if isBefore(number, best) {
            best = number
        }
    }
    return best
}
