// SPDX-License-Identifier: Apache-2.0

import TestSupport

extension TestOperator {
    /// An operator with channels that are in order: each leads down from its head, with branches that are skipped.
    static func random(_ name: String, channels: Int? = nil, using generator: inout SeededGenerator) -> TestOperator {
        let names = (0..<Int.random(in: 1...14, using: &generator)).map { "\(name).v\($0)" }
        var made = TestOperator(name, default: "a", [(String, [String])]())
        for (index, name) in names.enumerated() {
            // Mostly as they were made, sometimes out of order, sometimes with what release managers append.
            let minor =
                Int.random(in: 0..<4, using: &generator) == 0 ? Int.random(in: 0...9, using: &generator) : index % 10
            let suffix = ["", "", "-\(index)", "+\(index)", "-rc.1"].randomElement(using: &generator) ?? ""
            made.versions[name] = "0.\(minor).\(Int.random(in: 0...2, using: &generator))\(suffix)"
        }
        let count = channels ?? Int.random(in: 1...4, using: &generator)
        for channel in ["a", "b", "c", "d"].prefix(count) {
            made.channels.append(
                (channel, entries(names.filter { _ in Bool.random(using: &generator) }, using: &generator))
            )
        }
        made.channels.removeAll(where: \.entries.isEmpty)
        if made.channels.isEmpty { made.channels = [("a", [TestOperator.Entry(names[0])])] }
        made.defaultChannel = made.channels[0].name
        return made
    }

    private static func entries(_ names: [String], using generator: inout SeededGenerator) -> [TestOperator.Entry] {
        var entries: [TestOperator.Entry] = []
        for (index, name) in names.enumerated() {
            let below = names[..<index]
            let replaces =
                [below.last, below.randomElement(using: &generator), nil, "gone"].randomElement(using: &generator)
                ?? nil
            let skips = below.filter { _ in Int.random(in: 0..<5, using: &generator) == 0 }
            entries.append(TestOperator.Entry(name, replaces: replaces, skips: skips))
        }
        guard var head = entries.popLast() else { return [] }
        // Whatever nobody leads to, the head skips; so nothing is stranded unless a branch has entries of its own.
        let targets = Set(entries.flatMap { [$0.replaces].compactMap(\.self) + $0.skips })
        head.skips += entries.map(\.name).filter {
            !targets.contains($0) && $0 != head.replaces && !head.skips.contains($0)
        }
        return (entries + [head]).shuffled(using: &generator)
    }
}
