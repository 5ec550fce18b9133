// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct EscapingTests {
    @Test(
        arguments: [
            Example("{{ html \"<a href='x'>&\\\"\" }}", "&lt;a href=&#39;x&#39;&gt;&amp;&#34;"),
            Example("{{ html }}", ""),
            Example("{{ html 1 2 }}", "1 2"),
            Example("{{ html \"a\" \"b\" }}", "ab"),
            Example("{{ html .nope }}", "&lt;no value&gt;"),
            Example("{{ html nil nil }}", "&lt;no value&gt;&lt;no value&gt;"),
            Example("{{ html .l }}", "[a b c]"),
            Example("{{ html .m }}", "map[k1:v1 k2:v2]"),
            Example("{{ html true 1.5 }}", "true 1.5"),
            Example("{{ html \"\\x00\" }}", "\u{FFFD}"),
            Example("{{ \"<\" | html }}", "&lt;"),
            Example("{{ html \"é\" }}", "é"),
            Example("{{ html .mixed }}", "[1 x &lt;nil&gt; false]"),
            Example("{{ html \"`=\" }}", "`="),
            Example("{{ js \"a'b\\\"c\\\\\" }}", "a\\'b\\\"c\\\\"),
            Example("{{ js \"<>&=\" }}", "\\u003C\\u003E\\u0026\\u003D"),
            Example("{{ js \"\\n\\t\\x00\\x1f\" }}", "\\u000A\\u0009\\u0000\\u001F"),
            Example("{{ js \"é日\" }}", "é日"),
            Example("{{ js \"\\u2028\\u00a0\" }}", "\\u2028\\u00A0"),
            Example("{{ js 1 2 }}", "1 2"),
            Example("{{ js }}", ""),
            Example("{{ js nil }}", "\\u003Cno value\\u003E"),
            Example("{{ js \"\\x7f\" }}", "\u{7F}"),
            Example("{{ js \"\\U0001F600\" }}", "\u{1F600}"),
            Example("{{ js \"/\" }}", "/"),
            Example("{{ urlquery \"a b\" }}", "a+b"),
            Example("{{ urlquery \"a&b=c/d?e#f\" }}", "a%26b%3Dc%2Fd%3Fe%23f"),
            Example("{{ urlquery \"é\" }}", "%C3%A9"),
            Example("{{ urlquery \"-_.~\" }}", "-_.~"),
            Example("{{ urlquery \"*!'()\" }}", "%2A%21%27%28%29"),
            Example("{{ urlquery }}", ""),
            Example("{{ urlquery 1 2 }}", "1+2"),
            Example("{{ urlquery .nope }}", "%3Cno+value%3E"),
            Example("{{ urlquery \"\\xff%\" }}", "%FF%25"),
            Example("{{ urlquery \"A\" \"z\" 0 9 }}", "Az0+9"),
            Example("{{ urlquery \"a+b\" }}", "a%2Bb"),
        ]
    )
    func escapes(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }
}
