// SPDX-License-Identifier: Apache-2.0

/// A regular expression as a tree.
indirect enum RegularExpressionNode {
    case empty
    case character(ScalarSet)
    case assertion(Assertion)
    case sequence([RegularExpressionNode])
    case choice([RegularExpressionNode])
    /// At least `minimum` times, and at most `maximum` times if there is one.
    case repetition(RegularExpressionNode, minimum: Int, maximum: Int?)
}

/// A condition on a place in a text.
enum Assertion: Sendable {
    case beginningOfText
    case endOfText
    case beginningOfLine
    case endOfLine
    case wordBoundary
    case noWordBoundary

    /// Whether the condition holds before the character at `position`.
    func holds(at position: Int, of scalars: [Unicode.Scalar]) -> Bool {
        switch self {
        case .beginningOfText: return position == 0
        case .endOfText: return position == scalars.count
        case .beginningOfLine: return position == 0 || scalars[position - 1] == "\n"
        case .endOfLine: return position == scalars.count || scalars[position] == "\n"
        case .wordBoundary, .noWordBoundary:
            let before = position > 0 && ScalarSet.word.contains(scalars[position - 1])
            let after = position < scalars.count && ScalarSet.word.contains(scalars[position])
            return (before != after) == (self == .wordBoundary)
        }
    }
}

/// Turns the tree of a regular expression into steps.
struct RegularExpressionCompiler {
    /// Repetitions of repetitions multiply; a pattern that means more parts than this is a mistake.
    private static let limit = 20_000

    private(set) var steps: [RegularExpression.Step] = []
    /// The parts so far, counting those that have no steps, since repeating nothing takes time as well.
    private var parts = 0

    /// Adds the steps of a part, which go on with whatever step is added next.
    mutating func add(_ node: RegularExpressionNode) throws(RegularExpressionError) {
        parts += 1
        guard parts <= Self.limit else {
            throw RegularExpressionError(message: "the repetitions make the pattern too large", position: 1)
        }
        switch node {
        case .empty: break
        case .character(let set): steps.append(.character(set))
        case .assertion(let assertion): steps.append(.assertion(assertion))
        case .sequence(let parts): for part in parts { try add(part) }
        case .choice(let alternatives): try add(alternatives[...])
        case .repetition(let part, let minimum, let maximum):
            for _ in 0..<minimum { try add(part) }
            guard let maximum else {
                try addLoop(part)
                return
            }
            for _ in minimum..<maximum { try addOption(part) }
        }
    }

    private mutating func add(_ alternatives: ArraySlice<RegularExpressionNode>) throws(RegularExpressionError) {
        guard let first = alternatives.first else { return }
        let rest = alternatives.dropFirst()
        guard !rest.isEmpty else {
            try add(first)
            return
        }
        let fork = steps.count
        steps.append(.found)
        try add(first)
        let jump = steps.count
        steps.append(.found)
        steps[fork] = .fork(fork + 1, steps.count)
        try add(rest)
        steps[jump] = .jump(steps.count)
    }

    private mutating func addOption(_ part: RegularExpressionNode) throws(RegularExpressionError) {
        let fork = steps.count
        steps.append(.found)
        try add(part)
        steps[fork] = .fork(fork + 1, steps.count)
    }

    private mutating func addLoop(_ part: RegularExpressionNode) throws(RegularExpressionError) {
        let fork = steps.count
        steps.append(.found)
        try add(part)
        steps.append(.jump(fork))
        steps[fork] = .fork(fork + 1, steps.count)
    }
}
