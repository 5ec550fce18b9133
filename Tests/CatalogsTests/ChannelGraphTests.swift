// SPDX-License-Identifier: Apache-2.0

import Catalogs
import TestSupport
import Testing

struct ChannelGraphTests {
    @Test(
        "What is wrong with a channel is named, all of it",
        arguments: [
            ([], ["it has no entries"]),
            (["2", "1"], ["it has 2 heads, `1` and `2`"]),
            (["3 > 1", "2 > 1", "1"], ["it has 2 heads, `2` and `3`"]),
            (
                ["3 > 1", "1", "3 > 1", "1", "1"],
                ["it has the entry `1` more than once", "it has the entry `3` more than once"]
            ),
            (["2 > 1", "1 > 1"], ["`1` replaces itself"]),
            (["2 > 1", "1 ! 1"], ["`1` skips itself"]),
            (["1 > 1 ! 1"], ["`1` replaces itself", "`1` skips itself"]),
            (
                ["2 > 1", "1 > 2"],
                [
                    "it has no head, because each entry is replaced or skipped by another one",
                    "its updates form a cycle: 1 → 2 → 1",
                ]
            ),
            (["4 > 3", "3 > 2", "2 > 1", "1 > 3"], ["its updates form a cycle: 1 → 3 → 2 → 1"]),
            (["3 ! 2", "2 ! 1", "1 ! 2"], ["its updates form a cycle: 1 → 2 → 1"]),
            (["3 > 2", "2 > 1", "1 ! 2"], ["its updates form a cycle: 1 → 2 → 1"]),
            (
                ["5", "4", "2 > 1", "1 > 2"],
                ["it has 2 heads, `4` and `5`", "its updates form a cycle: 1 → 2 → 1"]
            ),
        ]
    )
    func problems(entries: [String], problems: [String]) {
        let graph = ChannelGraph(CatalogChannel(name: "c", entries: entries.map { ChannelEntry(text: $0) }))
        #expect(graph.problems.map(\.description) == problems)
        #expect(graph.head == nil && graph.chain.isEmpty)
        let reversed = ChannelGraph(
            CatalogChannel(name: "c", entries: entries.reversed().map { ChannelEntry(text: $0) })
        )
        #expect(Set(reversed.problems) == Set(graph.problems))
    }

    @Test(
        "The chain goes from the head down to the last entry",
        arguments: [
            (["1"], "1"), (["1 > 0"], "1"), (["3 > 2", "1 > 0", "2 > 1"], "3 2 1"),
            (["3 > 1 ! 2", "2 > 1", "1"], "3 1"), (["2 ! 1", "1"], "2"), (["2 ! gone ! 1", "1 > gone"], "2"),
        ]
    )
    func chain(entries: [String], chain: String) {
        let graph = ChannelGraph(CatalogChannel(entries))
        #expect(graph.problems.isEmpty)
        #expect(graph.chain.map(\.name).joined(separator: " ") == chain)
    }

    @Test func `Entries to which no update leads are known`() {
        // 1 is replaced by what is skipped only; 0 is skipped by it, which counts.
        #expect(ChannelGraph(CatalogChannel(["3 ! 2", "2 > 1", "1 ! 0", "0"])).stranded == ["1"])
        #expect(ChannelGraph(CatalogChannel(["3 > 1 ! 2", "2 > 1", "1"])).stranded.isEmpty)
        // `opm` follows the chain no further than to what is skipped, even by its own predecessor.
        #expect(ChannelGraph(CatalogChannel(["3 > 2 ! 2", "2 > 1", "1"])).stranded == ["1"])
        #expect(ChannelGraph(CatalogChannel(["3 > 2 ! 2 ! 1", "2 > 1", "1"])).stranded.isEmpty)
    }

    @Test func `A long chain and a dense channel take no time`() {
        let long = (0..<50_000).map { ChannelEntry(name: "\($0)", replaces: $0 > 0 ? "\($0 - 1)" : nil) }
        #expect(ChannelGraph(CatalogChannel(name: "c", entries: long)).chain.count == 50_000)
        let dense = (0..<600).map { index in
            ChannelEntry(name: "\(index)", replaces: "\(index - 1)", skips: (0..<index).map(String.init))
        }
        #expect(ChannelGraph(CatalogChannel(name: "c", entries: dense)).head?.name == "599")
    }
}

extension ChannelEntry {
    init(text: String) {
        let entry = TestOperator.Entry(text: text)
        self.init(name: entry.name, replaces: entry.replaces, skips: entry.skips, skipRange: entry.skipRange)
    }
}
