// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

@Suite struct YAMLKeyOrderTests {
    @Test(arguments: [
        ["-", "_", "9", "10", "C", "a", "a1", "a2", "a10", "b"],
        ["Item2", "item", "item-1", "item.1", "item1", "item9", "item10", "z", "\u{e9}"],
        ["x3", "x3.5", "x3a", "x03", "x20", "x100"],
        ["~", "5", "N", "n", "null", "v", "y", "yes"],
        ["a", "aa", "aaa"],
        ["v1.2.3", "v1.2.10", "v1.10.0"],
        ["a1b1", "a1b02", "a1b10"],
    ])
    func `numbers count as numbers, letters come last`(keys: [String]) {
        let texts = keys.map { Text($0) }
        #expect(texts.shuffled().sorted(by: YAMLKeyOrder.precedes) == texts)
    }

    @Test func `no key comes before itself, and of two one comes first`() {
        let keys: [Text] = ["", "a", "A", "0", "00", "10", "100", "a0", "a00", "a01", "-", "a-", "\u{e9}1", "1e"]
        for left in keys {
            for right in keys {
                let (before, after) = (YAMLKeyOrder.precedes(left, right), YAMLKeyOrder.precedes(right, left))
                #expect(!(before && after) && (before || after) == (left != right), "\(left) \(right)")
            }
        }
    }

    @Test func `very long numbers do not trap`() {
        let long = Text("a" + String(repeating: "9", count: 100))
        _ = YAMLKeyOrder.precedes(long, "a1")
        #expect(!YAMLKeyOrder.precedes(long, long))
    }
}
