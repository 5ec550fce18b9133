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

    @Test(
        arguments: [
            (#"{{ $a := split "$" "foo$bar$baz" }}{{ $a._0 }}{{ $a._2 }}"#, "foobaz"),
            (#"{{ split "," "" | toJson }}"#, #"{"_0":""}"#),
            (#"{{ split "" "" | toJson }}"#, "{}"),
            (#"{{ typeOf (split "," "a") }}"#, "map[string]string"),
            (#"{{ splitList "$" "foo$bar$baz" | toJson }}"#, #"["foo","bar","baz"]"#),
            (#"{{ splitList "" "" | toJson }}"#, "[]"),
            (#"{{ splitList "ab" "cabab" | toJson }}"#, #"["c","",""]"#),
            (#"{{ typeOf (splitList "," "a") }}"#, "[]string"),
            (#"{{ $a := splitn "$" 2 "foo$bar$baz" }}{{ $a._1 }}"#, "bar$baz"),
            (#"{{ splitn "," -1 "a,b,c" | toJson }}"#, #"{"_0":"a","_1":"b","_2":"c"}"#),
            (#"{{ splitn "," 9 "a,b" | toJson }}"#, #"{"_0":"a","_1":"b"}"#),
            (#"{{ splitn "" 2 "aéb" | toJson }}"#, #"{"_0":"a","_1":"éb"}"#),
            (#"{{ splitn "" 9 "ab" | toJson }}"#, #"{"_0":"a","_1":"b"}"#),
            (#"{{ toStrings (list 1 2.5 "c" true) | toJson }}"#, #"["1","2.5","c","true"]"#),
            (#"{{ toStrings nil | toJson }}"#, "[]"),
            (#"{{ toStrings "a" | toJson }}"#, #"["a"]"#),
            (#"{{ toString 5 | printf "%q" }}"#, #""5""#),
            (#"{{ toString (list "a" 1) | printf "%q" }}"#, #""[a 1]""#),
            (#"{{ toString 1e6 }}"#, "1e+06"),
        ]
    )
    func areSplit(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"{{ upper "hello é ŉ ǰ ᾳ" }}"#, "HELLO É ŉ ǰ ᾼ"),
            (#"{{ lower "HELLO É ẞ" }}"#, "hello é ß"),
            (#"{{ title "hello world" }}"#, "Hello World"),
            (#"{{ title "a'b 1c _d-e ǆx" }}"#, "A'B 1c _d-E ǅx"),
            (#"{{ title "été école" }}"#, "Été École"),
            (#"{{ title "" }}|"#, "|"),
            (#"{{ untitle "Hello WORLD" }}"#, "hello wORLD"),
            (#"{{ untitle "  Aa\tBB" }}"#, "  aa\tbB"),
            (#"{{ swapcase "This Is A.Test" }}"#, "tHIS iS a.tEST"),
            (#"{{ swapcase "aB ab" }}"#, "Ab AB"),
            (#"{{ swapcase "é É" }}"#, "É é"),
            (#"{{ initials "First Try" }}"#, "FT"),
            (#"{{ initials "a-b c_d" }}"#, "ac"),
            (#"{{ initials "" }}|"#, "|"),
            (#"{{ initials "\tx\ny" }}"#, "xy"),
            (#"{{ upper (trunc 1 "é") | printf "%q" }}"#, #""�""#),
        ]
    )
    func changeCase(template: String, output: String) { #expect(Rendering.text(template) == output) }

    /// An identifier in snake case, in kebab case, and in camel case.
    @Test(
        arguments: [
            ("FirstName", "first_name", "first-name", "FirstName"),
            ("HTTPServer", "http_server", "http-server", "HTTPServer"),
            ("NoHTTPS", "no_https", "no-https", "NoHTTPS"),
            ("GO_PATH", "go_path", "go-path", "GOPATH"),
            ("GO PATH", "go_path", "go-path", "GOPATH"),
            ("GO-PATH", "go_path", "go-path", "GOPATH"),
            ("HTTP20xOK", "http_20x_ok", "http-20x-ok", "HTTP20xOK"),
            ("Duration2m3s", "duration_2m3s", "duration-2m3s", "Duration2m3s"),
            ("Bld4Floor3rd", "bld4_floor_3rd", "bld4-floor-3rd", "Bld4Floor3rd"),
            ("_complex__case_", "_complex__case_", "-complex--case-", "_Complex_Case_"),
            ("some words", "some_words", "some-words", "SomeWords"),
            ("a", "a", "a", "A"),
            ("", "", "", ""),
            ("1", "1", "1", "1"),
            ("ABC123", "abc123", "abc123", "ABC123"),
            ("abc1", "abc1", "abc1", "Abc1"),
            ("A1", "a1", "a1", "A1"),
            ("aB", "a_b", "a-b", "AB"),
            ("x.y", "x.y", "x.y", "X.y"),
            ("-x", "_x", "-x", "-X"),
            ("fooBARbaz", "foo_ba_rbaz", "foo-ba-rbaz", "FooBARbaz"),
            ("日本語Text", "日本語_text", "日本語-text", "日本語Text"),
        ]
    )
    func getOtherSpellings(text: String, snake: String, kebab: String, camel: String) {
        #expect(Rendering.text("{{ snakecase \"\(text)\" }}") == snake)
        #expect(Rendering.text("{{ kebabcase \"\(text)\" }}") == kebab)
        #expect(Rendering.text("{{ camelcase \"\(text)\" }}") == camel)
    }

    @Test(
        arguments: [
            (#"{{ substr 4 2 "abc" }}"#, "substr", "runtime error: slice bounds out of range [4:2]"),
            (#"{{ substr 3 2 "abcd" }}"#, "substr", "runtime error: slice bounds out of range [3:2]"),
            (#"{{ indent -1 "a" }}"#, "indent", "strings: negative Repeat count"),
            (#"{{ repeat 1000000000 "abc" }}"#, "repeat", "strings: Repeat output length overflow"),
        ]
    )
    func fail(template: String, function: String, message: String) {
        #expect(Rendering.text(template).hasSuffix("error calling \(function): \(message)"))
    }
}
