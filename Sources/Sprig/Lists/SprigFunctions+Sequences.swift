// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Sequences of numbers.
extension SprigFunctions {
    var sequenceFunctions: [String: Function] {
        [
            "until": Function([.whole], result: .list(.whole)) { arguments in
                let end = arguments[0].number
                return .list(try List(numbers(from: 0, to: end, by: end < 0 ? -1 : 1)))
            },
            "untilStep": Function([.whole, .whole, .whole], result: .list(.whole)) {
                .list(try List(numbers(from: $0[0].number, to: $0[1].number, by: $0[2].number)))
            },
            "seq": Function([], rest: .whole, result: .string) { .text(try sequence($0.map(\.number))) },
        ]
    }
}

extension List {
    /// Makes a list of Go's type `[]int`.
    fileprivate init(_ numbers: [Int]) { self.init(numbers.map { .int($0) }, of: .whole) }
}

/// Returns the numbers from a start to before an end; none if the step leads away from it.
private func numbers(from start: Int, to end: Int, by step: Int) throws(FunctionError) -> [Int] {
    guard end < start ? step < 0 : step > 0 else { return [] }
    let (distance, isTooLarge) = end.subtractingReportingOverflow(start)
    guard !isTooLarge, distance.magnitude / step.magnitude < 4_000_000 else {
        throw FunctionError("too many numbers for a template")
    }
    return Array(stride(from: start, to: end, by: step))
}

/// Returns numbers as the program `seq` prints them: up to an end, from a start, with a step between.
private func sequence(_ parameters: [Int]) throws(FunctionError) -> String {
    let (start, step, end): (Int, Int, Int)
    switch parameters.count {
    case 1: (start, step, end) = (1, parameters[0] < 1 ? -1 : 1, parameters[0])
    case 2: (start, step, end) = (parameters[0], parameters[1] < parameters[0] ? -1 : 1, parameters[1])
    case 3: (start, step, end) = (parameters[0], parameters[1], parameters[2])
    default: return ""
    }
    if end < start, step > 0 { return "" }
    // The end belongs to the sequence.
    return try numbers(from: start, to: end &+ (end < start ? -1 : 1), by: step).map(String.init).joined(separator: " ")
}
