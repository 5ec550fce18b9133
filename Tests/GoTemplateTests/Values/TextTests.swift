// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct TextTests {
    @Test func areBytes() {
        #expect(Text("é").bytes == [0xC3, 0xA9])
        #expect(Text("é").count == 2)
        #expect(Text([0xFF]).string == "\u{FFFD}")
        #expect(Text("é") != Text("e\u{301}"))
        #expect(Text().isEmpty && !Text(" ").isEmpty)
        #expect(Text("a") + Text("b") == "ab")
        var text: Text = "a"
        text += "b"
        #expect("\(text)" == "ab")
        #expect(Text("abcdef".dropFirst(2)) == "cdef")
    }

    @Test func haveTheOrderOfTheirBytes() {
        let texts: [Text] = ["b", "a", "", "B", "aa", "é", "z", "_", "10", "9", "\u{FFFD}", "\u{1F600}"]
        #expect(
            texts.sorted().map(\.string) == [
                "", "10", "9", "B", "_", "a", "aa", "b", "z", "é", "\u{FFFD}", "\u{1F600}",
            ]
        )
    }

    @Test func areFoundInTables() {
        var table: [Text: Int] = [:]
        for number in 0..<2_000 { table[Text(String(repeating: "k", count: number % 20) + "\(number)")] = number }
        #expect(table.count == 2_000)
        for number in 0..<2_000 {
            #expect(table[Text(String(repeating: "k", count: number % 20) + "\(number)")] == number)
        }
        #expect(table["k"] == nil)
        #expect(Set<Text>(["", "\u{0}", "\u{0}\u{0}", "\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}\u{0}"]).count == 4)
    }
}
