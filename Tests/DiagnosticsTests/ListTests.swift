// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@Suite("What stands in lists")
struct ListTests {
    @Test(
        "is ordered as people count",
        arguments: [
            (["4.15.11", "4.15.9"], ["4.15.9", "4.15.11"]),
            (["v4.10", "v4.9", "v4.9.1"], ["v4.9", "v4.9.1", "v4.10"]),
            (["a10b2", "a10b10", "a9b99"], ["a9b99", "a10b2", "a10b10"]),
            (
                ["x:4.16.0-x86_64", "x:4.16.0-rc.10-x86_64", "x:4.16.0-rc.9-x86_64"],
                ["x:4.16.0-rc.9-x86_64", "x:4.16.0-rc.10-x86_64", "x:4.16.0-x86_64"]
            ),
            (["b", "a", ""], ["", "a", "b"]),
            (["a01", "a1", "a001"], ["a001", "a01", "a1"]),
            (
                ["99999999999999999999999", "100000000000000000000000"],
                ["99999999999999999999999", "100000000000000000000000"]
            ),
        ]
    )
    func naturalOrder(names: [String], sorted: [String]) {
        #expect(names.sorted(by: naturallyPrecedes) == sorted)
        #expect(sorted.sorted(by: naturallyPrecedes) == sorted)
        for name in names { #expect(!naturallyPrecedes(name, name)) }
    }

    @Test(
        "is named as long as that is short",
        arguments: [
            (0, ""), (1, "n1"), (2, "n1 and n2"), (3, "n1, n2 and n3"), (4, "n1, n2, n3 and n4"),
            (5, "n1, n2, n3 and 2 more"), (100, "n1, n2, n3 and 97 more"),
        ]
    )
    func listing(count: Int, text: String) {
        let names = (0..<count).map { "n\($0 + 1)" }
        #expect(listed(names, most: 3) == text)
        #expect(listed(sorting: names.reversed(), most: 3) == text)
    }

    @Test("is the same whether all names are sorted, or only those that are shown", arguments: 0..<50)
    func sorting(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let names = (0..<Int.random(in: 0...20, using: &random)).map { _ in "v\(Int.random(in: 0...30, using: &random))"
        }
        #expect(listed(sorting: names) == listed(names.sorted(by: naturallyPrecedes)))
    }

    @Test("gives free space in the unit of the needed space")
    func room() {
        #expect(ByteCount.room(free: 371 << 20, needed: 382 << 20) == "371.0 MiB free, 382.0 MiB needed")
        #expect(ByteCount.room(free: 1 << 30, needed: (1 << 30) + 1) == "1073741824 bytes free, 1073741825 needed")
    }
}

@Suite("How two texts differ")
struct LineDifferenceTests {
    @Test("is shown line by line, with what stands around it")
    func shows() {
        let difference = LineDifference(from: "a\nb\nc\nd\ne\nf\n", to: "a\nb\nx\nd\ne\nf\ng\n")
        #expect(difference.lines(most: 20) == ["…", " b", "-c", "+x", " d", "…", " f", "+g", " "])
    }

    @Test("is cut where it is long, and so that nothing in it moves the cursor")
    func cuts() {
        let old = (0..<100).map { "old \($0)\u{1b}[2J" }.joined(separator: "\n")
        let lines = LineDifference(from: old, to: "new").lines(most: 10)
        #expect(lines.count == 11)
        #expect(lines.last == "… and 91 more lines")
        #expect(!lines.joined().contains("\u{1b}"))
        let huge = String(repeating: "x\n", count: 6000)
        #expect(LineDifference(from: huge, to: "y").lines(most: 10) == ["… 6001 lines become 1"])
        #expect(LineDifference(from: "a\n", to: "a\n").lines(most: 10).isEmpty)
    }
}
