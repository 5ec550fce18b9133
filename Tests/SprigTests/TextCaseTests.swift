// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct TextCaseTests {
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
            ("ABC2DE", "abc2_de", "abc2-de", "ABC2DE"),
            ("x1y2z", "x_1y2z", "x-1y2z", "X1y2z"),
            ("a_12_b", "a_12_b", "a-12-b", "A12B"),
            ("A//B%%2c", "a//b%%2c", "a//b%%2c", "A//B%%2c"),
            ("Err404/502Code", "err404/502_code", "err404/502-code", "Err404/502Code"),
            ("和ABCDef与12字", "和_abc_def_与12_字", "和-abc-def-与12-字", "和ABCDef与12字"),
            ("Ab\u{FFFD}C\u{FFFD}d", "ab_\u{FFFD}c\u{FFFD}d", "ab-\u{FFFD}c\u{FFFD}d", "Ab\u{FFFD}C\u{FFFD}d"),
            ("\u{FFFD}\u{FFFD}", "\u{FFFD}\u{FFFD}", "\u{FFFD}\u{FFFD}", "\u{FFFD}\u{FFFD}"),
            (" _-_ ", "_____", "-----", " _-_  "),
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
