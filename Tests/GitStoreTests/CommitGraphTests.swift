// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import GitStore

@Suite("The order of a history")
struct CommitGraphTests {
    private func order(_ nodes: [(String, Int64, [String])]) -> String {
        var graph = CommitGraph()
        for (id, time, parents) in nodes { graph.add(id, .init(parents: parents, time: time)) }
        return graph.ordered.joined()
    }

    @Test("is from children to parents, newer ones first")
    func tables() {
        #expect(order([]) == "")
        #expect(order([("a", 1, []), ("b", 2, ["a"]), ("c", 3, ["b"])]) == "cba")
        #expect(order([("a", 1, []), ("b", 2, ["a"]), ("c", 3, ["a"]), ("d", 4, ["b", "c"])]) == "dcba")
        // A clock that was wrong does not put a parent above its child.
        #expect(order([("a", 9, []), ("b", 2, ["a"])]) == "ba")
        // A parent that a shallow clone lacks.
        #expect(order([("b", 2, ["a"])]) == "b")
        #expect(order([("a", 1, []), ("b", 1, []), ("c", 1, [])]) == "cba")
    }

    @Test("has every commit once, and none before its child", arguments: 0..<20)
    func property(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed))
        var graph = CommitGraph()
        let names = (0..<60).map { "\($0)" }
        for (number, name) in names.enumerated() {
            let parents = names[..<number].filter { _ in Int.random(in: 0..<8, using: &generator) == 0 }
            graph.add(name, .init(parents: Array(parents), time: Int64.random(in: 0..<40, using: &generator)))
        }
        let ordered = graph.ordered
        #expect(Set(ordered) == Set(names) && ordered.count == names.count)
        for (number, name) in ordered.enumerated() {
            for parent in graph.parents(of: name) { #expect(ordered[number...].contains(parent)) }
        }
    }
}
