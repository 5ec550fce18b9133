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
        var current = Threads(count: steps.count)
        for position in 0...scalars.count {
            // The pattern may begin at every position.
            var next = Threads(count: steps.count)
            if follow(0, at: position, of: scalars, into: &current) { return true }
            guard position < scalars.count else { return false }
            for index in current.waiting {
                guard case .character(let set) = steps[index], set.contains(scalars[position]) else { continue }
                if follow(index + 1, at: position + 1, of: scalars, into: &next) { return true }
            }
            current = next
        }
        return false
    }

    /// The steps that wait for a character.
    private struct Threads {
        var waiting: [Int] = []
        var isSeen: [Bool]

        init(count: Int) { isSeen = Array(repeating: false, count: count) }
    }

    /// Goes on from a step until every path waits for a character; answers whether one of them has found the pattern.
    private func follow(
        _ start: Int,
        at position: Int,
        of scalars: [Unicode.Scalar],
        into threads: inout Threads
    ) -> Bool {
        var pending = [start]
        while let index = pending.popLast() {
            guard !threads.isSeen[index] else { continue }
            threads.isSeen[index] = true
            switch steps[index] {
            case .found: return true
            case .character: threads.waiting.append(index)
            case .jump(let target): pending.append(target)
            case .fork(let first, let second): pending += [second, first]
            case .assertion(let assertion):
                if assertion.holds(at: position, of: scalars) { pending.append(index + 1) }
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
