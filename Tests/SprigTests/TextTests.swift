// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import HelmCases
import Testing

@Suite struct TextTests {
    @Test(
        arguments: [
            (#"{{ hello }}"#, "Hello!"),
            (#"{{ trunc 3 "abcdef" }}"#, "abc"),
            (#"{{ trunc 0 "abc" }}"#, ""),
            (#"{{ trunc 6 "abcdef" }}"#, "abcdef"),
            (#"{{ trunc 99 "abcdef" }}"#, "abcdef"),
            (#"{{ trunc -6 "abcdef" }}"#, "abcdef"),
            (#"{{ trunc -1 "abcdef" }}"#, "f"),
            (#"{{ trunc 5 "" }}"#, ""),
            (#"{{ substr 0 5 "hello world" }}"#, "hello"),
            (#"{{ substr 6 11 "hello world" }}"#, "world"),
            (#"{{ substr 6 100 "hello world" }}"#, "world"),
            (#"{{ substr 11 11 "hello world" }}"#, ""),
            (#"{{ substr -5 2 "abc" }}"#, "ab"),
            (#"{{ abbrev 5 "hello world" }}"#, "he..."),
            (#"{{ abbrev 11 "hello world" }}"#, "hello world"),
            (#"{{ abbrev 0 "hello" }}"#, "hello"),
            (#"{{ abbrev -1 "hello" }}"#, "hello"),
            (#"{{ abbrevboth 5 10 "1234 5678 9123" }}"#, "...5678..."),
            (#"{{ abbrevboth 0 10 "1234 5678 9123" }}"#, "1234 56..."),
            (#"{{ abbrevboth 4 10 "1234 5678 9123" }}"#, "1234 56..."),
            (#"{{ abbrevboth 9 10 "1234 5678 9123" }}"#, "...78 9123"),
            (#"{{ abbrevboth 99 10 "1234 5678 9123" }}"#, "...78 9123"),
            (#"{{ abbrevboth 5 3 "1234 5678 9123" }}"#, "1234 5678 9123"),
            (#"{{ abbrevboth 0 4 "1234 5678 9123" }}"#, "1..."),
        ]
    )
    func areCut(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"[{{ trim "\t\n a b \r\v\f" }}]"#, "[a b]"),
            (#"[{{ trim "" }}]"#, "[]"),
            (#"[{{ trim "   " }}]"#, "[]"),
            (#"[{{ trim "\u0085\u2028a\u3000" }}]"#, "[a]"),
            (#"[{{ trim "\u200ba" | printf "%q" }}]"#, #"["\u200ba"]"#),
            (#"{{ trimAll "$" "$5.00$" }}"#, "5.00"),
            (#"{{ trimAll "ab" "abacaba" }}"#, "c"),
            (#"{{ trimAll "abc" "abc" }}|"#, "|"),
            (#"{{ trimall "é" "éé-é" }}"#, "-"),
            (#"{{ trimSuffix "-" "hello-" }}"#, "hello"),
            (#"{{ trimSuffix "x" "hello" }}"#, "hello"),
            (#"{{ trimSuffix "" "hello" }}"#, "hello"),
            (#"{{ trimSuffix "hello" "hello" }}|"#, "|"),
            (#"{{ trimPrefix "-" "-hello" }}"#, "hello"),
            (#"{{ trimPrefix "hello!" "hello" }}"#, "hello"),
            (#"{{ nospace "hello w o r l d" }}"#, "helloworld"),
            (#"{{ nospace "\ta\nb\r" }}"#, "ab"),
            (#"{{ nospace "é" }}"#, "é"),
            (#"{{ nospace "é a" }}"#, "Ã©a"),
            (#"{{ nospace "" }}|"#, "|"),
        ]
    )
    func loseSpace(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"{{ contains "cat" "catch" }}"#, "true"),
            (#"{{ contains "" "catch" }}"#, "true"),
            (#"{{ contains "" "" }}"#, "true"),
            (#"{{ contains "catch!" "catch" }}"#, "false"),
            (#"{{ contains "tc" "cattch" }}"#, "true"),
            (#"{{ contains "aab" "aaab" }}"#, "true"),
            (#"{{ hasPrefix "cat" "catch" }}"#, "true"),
            (#"{{ hasPrefix "" "catch" }}"#, "true"),
            (#"{{ hasPrefix "catch" "cat" }}"#, "false"),
            (#"{{ hasSuffix "tch" "catch" }}"#, "true"),
            (#"{{ hasSuffix "catch" "tch" }}"#, "false"),
            (#"{{ plural "one anchovy" "many anchovies" 1 }}"#, "one anchovy"),
            (#"{{ plural "one anchovy" "many anchovies" -1 }}"#, "many anchovies"),
            (#"{{ plural "a" "b" 2 }}"#, "b"),
            (#"{{ repeat 3 "ab" }}"#, "ababab"),
            (#"{{ repeat 1 "" }}|"#, "|"),
            (#"{{ repeat 1000000000000 "" }}|"#, "|"),
            (#"{{ replace " " "-" "I Am Henry VIII" }}"#, "I-Am-Henry-VIII"),
            (#"{{ replace "aa" "b" "aaa" }}"#, "ba"),
            (#"{{ replace "" "x" "" }}"#, "x"),
            (#"{{ replace "" "." "éa" }}"#, ".é.a."),
            (#"{{ replace "a" "" "banana" }}"#, "bnn"),
        ]
    )
    func areSearched(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"{{ indent 4 "a\nb" }}"#, "    a\n    b"),
            (#"{{ indent 0 "a\nb" }}"#, "a\nb"),
            (#"{{ indent 2 "\n" }}|"#, "  \n  |"),
            (#"{{ nindent 4 "a\nb" }}"#, "\n    a\n    b"),
            (#"{{ nindent 0 "a" }}"#, "\na"),
            (#"{{ nindent 2 "" }}|"#, "\n  |"),
            (#"{{ wrap 1 "a b c" }}"#, "a\nb\nc"),
            (#"{{ wrap 0 "a b" }}"#, "a\nb"),
            (#"{{ wrap -3 "a b" }}"#, "a\nb"),
            (#"{{ wrap 5 "" }}|"#, "|"),
            (#"{{ wrap 10 "supercalifragilistic" }}"#, "supercalifragilistic"),
            (#"{{ wrap 5 "12345 678" }}"#, "12345\n678"),
            (#"{{ wrap 5 "   abcdefgh" }}"#, "abcdefgh"),
            (#"{{ wrap 5 "a\nb c d e" }}"#, "a\nb c\nd e"),
            (#"{{ wrapWith 5 "\t" "Hello World" }}"#, "Hello\tWorld"),
            (#"{{ wrapWith 5 "" "Hello World" }}"#, "Hello\nWorld"),
            (#"{{ wrapWith 2 "<br>" "abcde" }}"#, "ab<br>cd<br>e"),
        ]
    )
    func areLaidOut(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"{{ cat "hello" "beautiful" "world" }}"#, "hello beautiful world"),
            (#"{{ cat 1 2.5 nil true "x" }}"#, "1 2.5 true x"),
            (#"{{ cat (list 1 2) (dict "a" nil) }}"#, "[1 2] map[a:<nil>]"),
            (#"{{ cat nil nil }}|"#, "|"),
            (#"{{ cat "" "a" "" }}|"#, " a |"),
            (#"{{ quote "a" 5 true nil 1.5 }}"#, #""a" "5" "true" "1.5""#),
            (#"{{ quote }}|"#, "|"),
            (#"{{ quote "" }}"#, #""""#),
            (#"{{ quote (list) (dict) }}"#, #""[]" "map[]""#),
            (#"{{ quote "say \"hi\"" }}"#, #""say \"hi\"""#),
            (#"{{ quote "\x00\x7f\u00a0" }}"#, #""\x00\x7f\u00a0""#),
            (#"{{ quote (list nil) }}"#, #""[<nil>]""#),
            (#"{{ squote "a" nil 5 (list 1 "b") }}"#, "'a' '5' '[1 b]'"),
            (#"{{ squote "" }}"#, "''"),
            (#"{{ squote }}|"#, "|"),
            (#"{{ squote true 2.0 }}"#, "'true' '2'"),
            (#"{{ join "_" (list 1 2 3) }}"#, "1_2_3"),
            (#"{{ join "," (list) }}|"#, "|"),
            (#"{{ join ", " (splitList " " "a b c") }}"#, "a, b, c"),
            (#"{{ join "-" (until 4) }}"#, "0-1-2-3"),
            (#"{{ join "," 5 }}"#, "5"),
            (#"{{ join "," (list (list 1 2) nil (list)) }}"#, "[1 2],[]"),
            (#"{{ join "" (list "a" "" "b") }}"#, "ab"),
            (#"{{ list "a" "b" | join "+" }}"#, "a+b"),
        ]
    )
    func areJoined(template: String, output: String) { #expect(Rendering.text(template) == output) }
}
