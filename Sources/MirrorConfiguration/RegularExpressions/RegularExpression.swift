// SPDX-License-Identifier: Apache-2.0

/// A regular expression in the syntax of RE2, found anywhere in a text.
///
/// Our own, because the file format promises RE2: its syntax, and its time that grows only with the length of the
/// text. `Regex` and `NSRegularExpression` follow other dialects and try every path one after the other, so that a
/// pattern such as `(a*)*b` would hang the run; and `Regex` is not `Sendable`. Only the answer yes or no is needed,
/// which keeps this small: all paths are followed at once (Thompson, 1968).
struct RegularExpression: Sendable {
    /// A step of the automaton; numbers are indices of steps.
    enum Step: Sendable {
        /// One character out of a set, then the next step.
        case character(ScalarSet)
        /// A condition on the place in the text, then the next step.
        case assertion(Assertion)
        case jump(Int)
        case fork(Int, Int)
        case found
    }

    private let steps: [Step]

    /// Compiles a pattern.
    init(_ pattern: String) throws(RegularExpressionError) {
        var parser = RegularExpressionParser(pattern)
        var compiler = RegularExpressionCompiler()
        try compiler.add(try parser.parse())
        steps = compiler.steps + [.found]
    }

    /// Whether the pattern is found anywhere in a text.
    func matches(_ text: String) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var search = Search(scalars: scalars, seenAt: Array(repeating: -1, count: steps.count))
        for position in 0...scalars.count {
            // The pattern may begin at every position.
            if follow(0, at: position, in: &search) { return true }
            guard position < scalars.count else { break }
            let waiting = search.waiting
            search.waiting.removeAll(keepingCapacity: true)
            for index in waiting {
                guard case .character(let set) = steps[index], set.contains(scalars[position]) else { continue }
                if follow(index + 1, at: position + 1, in: &search) { return true }
            }
        }
        return false
    }

    /// All paths through the steps, at one position of a text.
    private struct Search {
        let scalars: [Unicode.Scalar]
        /// The last position at which each step was reached, so that no step is followed twice from one place.
        var seenAt: [Int]
        /// The steps that wait for a character.
        var waiting: [Int] = []
    }

    /// Goes on from a step until every path waits for a character; answers whether one of them has found the pattern.
    private func follow(_ start: Int, at position: Int, in search: inout Search) -> Bool {
        var pending = [start]
        while let index = pending.popLast() {
            guard search.seenAt[index] != position else { continue }
            search.seenAt[index] = position
            switch steps[index] {
            case .found: return true
            case .character: search.waiting.append(index)
            case .jump(let target): pending.append(target)
            case .fork(let first, let second): pending += [second, first]
            case .assertion(let assertion):
                if assertion.holds(at: position, of: search.scalars) { pending.append(index + 1) }
            }
        }
        return false
    }
}

/// A text is not a regular expression.
struct RegularExpressionError: Error, Equatable, CustomStringConvertible {
    let message: String
    /// The character of the pattern where that shows, counted from 1.
    let position: Int

    var description: String { "\(message), at character \(position)" }
}
