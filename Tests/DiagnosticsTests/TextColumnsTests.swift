// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing

@Suite("The columns of a text")
struct TextColumnsTests {
    @Test(
        "are two for wide characters, and none for marks",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한", 2), ("🚀", 2), ("…", 1), ("\u{fffd}", 1),
            ("Ａ", 2), ("❤\u{fe0f}", 2), ("ж", 1),
        ] as [(String, Int)]
    )
    func count(text: String, count: Int) { #expect(columns(of: text) == count) }

    @Test("never exceed the limit when a text is clipped, and the rest is marked")
    func clip() {
        #expect(clipped("abc", to: 3) == "abc" && clipped("abcd", to: 3) == "ab…" && clipped("日本", to: 3) == "日…")
        #expect(clipped("日本", to: 2) == "…" && clipped("ab", to: 0).isEmpty)
        for limit in 0...9 { #expect(columns(of: clipped("a日b本🚀e\u{301}x", to: limit)) <= limit) }
    }
}
