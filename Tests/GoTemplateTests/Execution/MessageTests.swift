// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

/// Where messages say that something is wrong, and how they quote it.
@Suite struct MessageTests {
    @Test(
        arguments: [
            Example("{{ index .l 9 }}", "1:3: executing \"t\" at <index .l 9>"),
            Example("{{index .l 9}}", "1:2: executing \"t\" at <index .l 9>"),
            Example("{{-  index\t.l\n\n 9 -}}", "1:5: executing \"t\" at <index .l 9>"),
            Example("\n\n  {{ index .l 9 }}", "3:5: executing \"t\" at <index .l 9>"),
            Example("é{{ index .l 9 }}", "1:5: executing \"t\" at <index .l 9>"),
            Example("a\r\nb{{ index .l 9 }}", "2:4: executing \"t\" at <index .l 9>"),
            Example("{{ print\n (index\n .l 9) }}", "2:2: executing \"t\" at <index .l 9>"),
            Example("{{ .s | print | index .l 9 }}", "1:16: executing \"t\" at <index .l 9>"),
            Example("{{ if index .l 9 }}{{ end }}", "1:6: executing \"t\" at <index .l 9>"),
            Example("{{ if .f }}{{ else if index .l 9 }}{{ end }}", "1:22: executing \"t\" at <index .l 9>"),
            Example("{{ with index .l 9 }}{{ end }}", "1:8: executing \"t\" at <index .l 9>"),
            Example("{{ with $x := index .l 9 }}{{ end }}", "1:14: executing \"t\" at <index .l 9>"),
            Example("{{ range index .l 9 }}{{ end }}", "1:9: executing \"t\" at <index .l 9>"),
            Example("{{ range $i, $e := index .l 9 }}{{ end }}", "1:19: executing \"t\" at <index .l 9>"),
            Example("{{ $x := index .l 9 }}", "1:9: executing \"t\" at <index .l 9>"),
            Example("{{ $x := 1 }}{{ $x = index .l 9 }}", "1:21: executing \"t\" at <index .l 9>"),
            Example("{{ block \"b\" (index .l 9) }}{{ end }}", "1:14: executing \"t\" at <index .l 9>"),
            Example(
                "{{ template \"b\" index .l 9 }}{{ define \"b\" }}{{ end }}",
                "1:16: executing \"t\" at <index .l 9>"
            ),
            Example("{{ print 1 (print 2 (index .l 9)) }}", "1:21: executing \"t\" at <index .l 9>"),
            Example("{{ and .t (index .l 9) }}", "1:11: executing \"t\" at <index .l 9>"),
            Example("{{ not (index .l 9) }}", "1:8: executing \"t\" at <index .l 9>"),
            Example("{{ (index .l 9).x }}", "1:4: executing \"t\" at <index .l 9>"),
            Example("{{ index .l 0x9 }}", "1:3: executing \"t\" at <index .l 0x9>"),
            Example("{{ index .l '\\t' }}", "1:3: executing \"t\" at <index .l '\\t'>"),
            Example("{{ index .l \"%d\" }}", "1:3: executing \"t\" at <index .l \"%d\">"),
            Example("{{ index .l `a\nb` }}", "1:3: executing \"t\" at <index .l `a\nb`>"),
            Example("{{ index .l \"é→\" }}", "1:3: executing \"t\" at <index .l \"é→\">"),
            Example("{{ index .l (len .l | print) }}", "1:3: executing \"t\" at <index .l (len .l | print)>"),
            Example("{{ range .l }}{{ index $.l 9 }}{{ end }}", "1:17: executing \"t\" at <index $.l 9>"),
            Example("{{ with .a }}{{ index .list 9 }}{{ end }}", "1:16: executing \"t\" at <index .list 9>"),
            Example("{{ index .l $.n }}", "1:3: executing \"t\" at <index .l $.n>"),
            Example("{{ index .l (.a).n }}", "1:3: executing \"t\" at <index .l (.a).n>"),
            Example("{{ index .l nil }}", "1:3: executing \"t\" at <index .l nil>"),
            Example("{{ index .l true }}", "1:3: executing \"t\" at <index .l true>"),
            Example("{{ index .l -1 }}", "1:3: executing \"t\" at <index .l -1>"),
            Example("{{ 9 | index .l }}", "1:7: executing \"t\" at <index .l>"),
            Example("{{ .s.x }}", "1:5: executing \"t\" at <.s.x>"),
            Example("{{ print .s.x }}", "1:11: executing \"t\" at <.s.x>"),
            Example("{{ $.s.x.y }}", "1:4: executing \"t\" at <$.s.x.y>"),
            Example("{{ (print .s).x }}", "1:10: executing \"t\" at <.s>"),
            Example("{{ (.a.b).c.d }}", "1:6: executing \"t\" at <.a.b>"),
            Example("{{ if .s.x }}{{ end }}", "1:8: executing \"t\" at <.s.x>"),
            Example("{{ template \"none\" .l }}", "1:12: executing \"t\" at <{{template \"none\" .l}}>"),
            Example("{{ template \"none\" }}", "1:12: executing \"t\" at <{{template \"none\"}}>"),
            Example("{{ template `none` (len .l) }}", "1:12: executing \"t\" at <{{template \"none\" (len .l)}}>"),
            Example("{{ printf .n 1 }}", "1:10: executing \"t\" at <.n>"),
            Example("{{ .n | printf }}", "1:8: executing \"t\" at <printf>"),
            Example("{{ printf 1.50 }}", "1:10: executing \"t\" at <1.50>"),
            Example("{{ range .n }}{{ end }}", "1:9: executing \"t\" at <.n>"),
            Example("{{ range (.n) }}{{ end }}", "1:10: executing \"t\" at <.n>"),
            Example("{{ .s 1 2 }}", "1:3: executing \"t\" at <.s>"),
        ]
    )
    func sayWhere(_ example: Example) {
        let message = rendered(example.template)
        #expect(message.hasPrefix(example.result + ": "), "\(message)")
    }

    @Test func quoteLongExpressionsWhole() {
        let long = (0..<40).map { "\"argument \($0)\"" }.joined(separator: " ")
        #expect(rendered("{{ index .l \(long) }}").hasPrefix("1:3: executing \"t\" at <index .l \(long)>: "))
    }

    @Test func quoteNamesOfTemplates() {
        let text = "{{ define \"a \\\"b\\\"\" }}{{ .s.x }}{{ end }}{{ template \"a \\\"b\\\"\" . }}"
        #expect(rendered(text).hasPrefix("1:27: executing \"a \\\"b\\\"\" at <.s.x>: "))
    }
}
