// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@Suite("The difference of two texts")
struct DifferencePropertyTests {
    private static func text(using generator: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 1...9, using: &generator)).map { _ in
            "abc".randomElement(using: &generator).map { "\($0)" } ?? ""
        }
    }

    @Test("takes away and adds what makes one of the other, and shows one line around each change", arguments: 0..<60)
    func changes(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let (old, new) = (Self.text(using: &generator), Self.text(using: &generator))
        let shown = LineDifference(from: old.joined(separator: "\n"), to: new.joined(separator: "\n")).lines(most: .max)
        #expect(shown.isEmpty == (old == new))
        let (removed, added) = (shown.filter { $0.hasPrefix("-") }, shown.filter { $0.hasPrefix("+") })
        #expect(old.count - removed.count == new.count - added.count)
        // Between two gaps the lines of each text follow one another.
        for part in shown.split(separator: "…") {
            #expect(old.hasRun(part.filter { !$0.hasPrefix("+") }.map { String($0.dropFirst()) }))
            #expect(new.hasRun(part.filter { !$0.hasPrefix("-") }.map { String($0.dropFirst()) }))
            #expect(part.contains { !$0.hasPrefix(" ") }, "nothing is shown without a change")
            let edges = [part.prefix { $0.hasPrefix(" ") }.count, part.reversed().prefix { $0.hasPrefix(" ") }.count]
            #expect(edges.allSatisfy { $0 <= 1 })
        }
    }

    @Test(
        "ends with the number of the lines that are left out",
        arguments: [
            (1, ["-a", "… and 3 more lines"]), (3, ["-a", "-b", "-c", "… and 1 more line"]),
            (4, ["-a", "-b", "-c", "+"]),
            (0, ["… and 4 more lines"]),
        ]
    )
    func most(most: Int, lines: [String]) {
        #expect(LineDifference(from: "a\nb\nc", to: "").lines(most: most) == lines)
    }

    @Test("is told by numbers alone where a text has more than five thousand lines", arguments: [5000, 5001])
    func longest(count: Int) {
        let text = Array(repeating: "x", count: count).joined(separator: "\n")
        for (old, new, told) in [(text, "x", "… \(count) lines become 1"), ("x", text, "… 1 lines become \(count)")] {
            #expect((LineDifference(from: old, to: new).lines(most: 1) == [told]) == (count > 5000))
        }
    }
}

extension [String] {
    /// Whether these elements follow one another somewhere.
    fileprivate func hasRun(_ part: [String]) -> Bool {
        part.isEmpty
            || (0...Swift.max(0, count - part.count)).contains { Array(dropFirst($0).prefix(part.count)) == part }
    }
}
