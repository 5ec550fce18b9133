// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct ExpressionTests {
    @Test(
        arguments: [
            (#"{{ regexMatch "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$" "test@acme.com" }}"#, "true"),
            (#"{{ regexMatch "" "" }}"#, "true"),
            (#"{{ regexMatch "(" "(" }}"#, "false"),
            (#"{{ regexMatch "(?i)ABC" "xabcx" }}"#, "true"),
            (#"{{ regexMatch "^b" "ab" }}"#, "false"),
            (#"{{ regexMatch "\\bfoo\\b" "a foo b" }}"#, "true"),
            (#"{{ regexMatch "^\\pL+$" "éa" }}"#, "true"),
            (#"{{ regexMatch "\\x{1F600}" "😀" }}"#, "true"),
            (#"{{ regexMatch "^a$" "a\n" }}"#, "false"),
            (#"{{ regexMatch `\Qa.b\E` "a.b" }}"#, "true"),
            (#"{{ regexFind "[a-zA-Z][1-9]" "abcd1234" }}"#, "d1"),
            (#"{{ regexFind "" "abc" }}|"#, "|"),
            (#"{{ regexFind "a+?" "aaa" }}"#, "a"),
            (#"{{ regexFind "(?<y>\\d{4})-(?P<m>\\d\\d)" "on 2024-05-06" }}"#, "2024-05"),
            (#"{{ regexFind "é+" "aééb" }}"#, "éé"),
            (#"{{ regexFind "[(?<]+" "a(?<" }}"#, "(?<"),
            (#"{{ regexFind `\Q(?<a\C\E(?<n>b)` `(?<a\Cb` }}"#, #"(?<a\Cb"#),
            (#"{{ regexMatch `\C` "a" }}"#, "false"),
            (#"{{ regexFindAll "[2,4,6,8]" "123456789" -1 | toJson }}"#, #"["2","4","6","8"]"#),
            (#"{{ regexFindAll "a" "aaa" 2 | toJson }}"#, #"["a","a"]"#),
            (#"{{ regexFindAll "a" "aaa" 0 | toJson }}"#, "null"),
            (#"{{ regexFindAll "" "ab" -1 | toJson }}"#, #"["","",""]"#),
            (#"{{ regexFindAll "a*" "aab" -1 | toJson }}"#, #"["aa",""]"#),
            (#"{{ regexFindAll "" "é" -1 | len }}"#, "2"),
            (#"{{ regexFindAll "^a" "aa" -1 | toJson }}"#, #"["a"]"#),
            (#"{{ regexFindAll "(?m)^." "a\nb" -1 | toJson }}"#, #"["a","b"]"#),
            (#"{{ regexFindAll "\\b" "a b" -1 | len }}"#, "4"),
            (#"{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "${1}W" }}"#, "-W-xxW-"),
            (#"{{ regexReplaceAll "a(x*)b" "-ab-axxb-" "$1W" }}"#, "---"),
            (#"{{ regexReplaceAll "(?P<first>\\w+) (?P<second>\\w+)" "a b" "$second $first" }}"#, "b a"),
            (#"{{ regexReplaceAll "b*" "abc" "x" }}"#, "xaxcx"),
            (#"{{ regexReplaceAll "" "éa" "-" }}"#, "-é-a-"),
            (#"{{ regexReplaceAll "(a)|(b)" "ab" "[$1$2]" }}"#, "[a][b]"),
            (#"{{ regexReplaceAll "x" "axb" "$" }}"#, "a$b"),
            (#"{{ regexReplaceAll "x" "axb" "${" }}"#, "a${b"),
            (#"{{ regexReplaceAll "x" "axb" "${a" }}"#, "a${ab"),
            (#"{{ regexReplaceAll "x" "axb" "${}" }}"#, "a${}b"),
            (#"{{ regexReplaceAll "x" "axb" "$-" }}"#, "a$-b"),
            (#"{{ regexReplaceAll "(x)" "axb" "$01" }}"#, "ab"),
            (#"{{ regexReplaceAll "(x)" "axb" "$0$1$2" }}"#, "axxb"),
            (#"{{ regexReplaceAll "^" "abc" "> " }}"#, "> abc"),
            (#"{{ regexReplaceAll "$" "abc" "." }}"#, "abc."),
            (#"{{ regexReplaceAll "[^a-z0-9]+" "Foo Bar_9" "-" }}"#, "-oo-ar-9"),
            (#"{{ regexReplaceAll "x*" "" "-" }}"#, "-"),
            (#"{{ regexReplaceAllLiteral "a(x*)b" "-ab-axxb-" "${1}" }}"#, "-${1}-${1}-"),
            (#"{{ regexReplaceAllLiteral "" "ab" "." }}"#, ".a.b."),
            (#"{{ mustRegexReplaceAllLiteral "\\." "a.b" "\\$0" }}"#, #"a\$0b"#),
            (#"{{ regexSplit "z+" "pizza" -1 | toJson }}"#, #"["pi","a"]"#),
            (#"{{ regexSplit "," "a,b,c" 2 | toJson }}"#, #"["a","b,c"]"#),
            (#"{{ regexSplit "," "a,b,c" 1 | toJson }}"#, #"["a,b,c"]"#),
            (#"{{ regexSplit "," "" -1 | toJson }}"#, #"[""]"#),
            (#"{{ regexSplit "" "" -1 | toJson }}"#, "[]"),
            (#"{{ regexSplit "" "aé" -1 | toJson }}"#, #"["a","é"]"#),
            (#"{{ regexSplit "a*" "baac" -1 | toJson }}"#, #"["b","c"]"#),
            (#"{{ regexSplit ",$" "a," -1 | toJson }}"#, #"["a",""]"#),
            (#"{{ regexSplit "\\s+" " a  b " -1 | toJson }}"#, #"["","a","b",""]"#),
            (#"{{ regexQuoteMeta "1.2.3*[x]{y}(z)|^$+?\\" }}"#, #"1\.2\.3\*\[x\]\{y\}\(z\)\|\^\$\+\?\\"#),
            (#"{{ regexQuoteMeta "é" }}"#, "é"),
        ]
    )
    func find(template: String, output: String) { #expect(Rendering.text(template) == output) }

    /// Patterns that are none, and what Go says of them.
    @Test(
        arguments: [
            ("(", "missing closing ): `(`"),
            ("a(b", "missing closing ): `a(b`"),
            (")", "unexpected ): `)`"),
            ("a)", "unexpected ): `a)`"),
            ("[a", "missing closing ]: `[a`"),
            ("x[", "missing closing ]: `[`"),
            ("[z-a]", "invalid character class range: `z-a`"),
            ("[[:foo:]]", "invalid character class range: `[:foo:]`"),
            ("*", "missing argument to repetition operator: `*`"),
            ("+a", "missing argument to repetition operator: `+`"),
            ("a**", "invalid nested repetition operator: `**`"),
            ("a++", "invalid nested repetition operator: `++`"),
            ("a{1001}", "invalid repeat count: `{1001}`"),
            ("a{2,1}", "invalid repeat count: `{2,1}`"),
            ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
            ("(?!a)", "invalid or unsupported Perl syntax: `(?!`"),
            ("(?<!a)", "invalid named capture: `(?<!a)`"),
            ("(?z)", "invalid or unsupported Perl syntax: `(?z`"),
        ]
    )
    func refuseWhatIsNoPattern(pattern: String, message: String) {
        for call in [
            "mustRegexMatch \"\(pattern)\" \"a\"", "mustRegexFind \"\(pattern)\" \"a\"",
            "mustRegexSplit \"\(pattern)\" \"a\" 1",
        ] {
            #expect(Rendering.text("{{ \(call) }}").hasSuffix(": error parsing regexp: \(message)"))
        }
        for call in [
            "regexFind \"\(pattern)\" \"a\"", "regexFindAll \"\(pattern)\" \"a\" 1",
            "regexReplaceAll \"\(pattern)\" \"a\" \"b\"",
        ] {
            #expect(
                Rendering.text("{{ \(call) }}").hasSuffix(
                    ": regexp: Compile(`\(pattern)`): error parsing regexp: \(message)"
                )
            )
        }
        #expect(Rendering.text("{{ regexMatch \"\(pattern)\" \"a\" }}") == "false")
    }

    @Test(
        arguments: [
            (#"{{ mustRegexMatch `a\C` "a" }}"#, #"error parsing regexp: invalid escape sequence: `\C`"#),
            (#"{{ mustRegexMatch "\\8" "a" }}"#, #"error parsing regexp: invalid escape sequence: `\8`"#),
            (#"{{ mustRegexMatch "\\pX" "a" }}"#, #"error parsing regexp: invalid character class range: `\pX`"#),
            (#"{{ mustRegexMatch "a\\" "a" }}"#, "error parsing regexp: trailing backslash at end of expression: ``"),
            (#"{{ mustRegexMatch "(?P<a b>x)" "a" }}"#, "error parsing regexp: invalid named capture: `(?P<a b>`"),
            (#"{{ regexFind "`(" "a" }}"#, "regexp: Compile(\"`(\"): error parsing regexp: missing closing ): ``(`"),
            (
                #"{{ regexFind "\n(" "a" }}"#,
                "regexp: Compile(\"\\n(\"): error parsing regexp: missing closing ): `\n(`"
            ),
        ]
    )
    func quoteWhatIsWrong(template: String, message: String) { #expect(Rendering.text(template).hasSuffix(message)) }

    @Test func areCompiledOnce() {
        let template = #"{{ range until 2000 }}{{ if regexMatch "^(a|b|c)+$" "abcabc" }}x{{ end }}{{ end }}"#
        #expect(Rendering.text(template) == String(repeating: "x", count: 2000))
    }

    @Test(.timeLimit(.minutes(1))) func takeNoLongerForNastyPatterns() {
        let template =
            #"{{ regexMatch "(a*)*b" (repeat 200000 "a") }} {{ regexReplaceAll "a*" (repeat 2000 "a") "b" }}"#
        #expect(Rendering.text(template) == "false b")
    }
}
