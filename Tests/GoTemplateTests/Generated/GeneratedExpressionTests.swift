// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

/// What Go gives for templates that a generator has made.
@Suite struct GeneratedExpressionTests {
    @Test(
        arguments: [
            Example("{{index .nomap\n}}", "map[]"),
            Example(
                "{{ printf \"%.0d %8.3q\"|js (not) }}",
                "1:27: executing \"t\" at <not>: wrong number of args for not: want 1 got 0"
            ),
            Example("{{- .m.k1}}", "v1"),
            Example("{{\n.tags -}}", "<no value>"),
            Example(
                "{{- $x = index .tags|index .nope 0 $.l|printf \"% é%%%+05x\" \"é\" }}",
                "1:9: executing \"t\" at <index .tags>: error calling index: index of untyped nil"
            ),
            Example(
                "{{$x:=index $.l .null .null.x \"日本語\"\n}}",
                "1:27: executing \"t\" at <.null.x>: nil pointer evaluating interface {}.x"
            ),
            Example("{{index .a.list (eq 0|true) \"%d\" }}", "1: non executable command in pipeline stage 2"),
            Example("{{ not $x .tags (index .null.x|or)}}", "1: undefined variable \"$x\""),
            Example("{{index .mixed -}}", "[1.5 x é <nil> false]"),
            Example("{{\n.people }}", "[map[name:Ann tags:[x y]] map[name:Ann tags:[x y]]]"),
            Example("{{html print .nope.x -}}", "&lt;no value&gt;"),
            Example(
                "{{and (0) (printf \"x=%F\" | slice 1e400 \"é\" .mixed |\nor . .m .) .tags}}",
                "1: illegal number syntax: \"1e400\""
            ),
            Example(
                "{{ printf \"%%%-8.1bé% x\" .l len -}}",
                "1:29: executing \"t\" at <len>: wrong number of args for len: want 1 got 0"
            ),
            Example(
                "{{- printf \"%%%.*fx=%0X% \" (\"a\") .null.x\n}}",
                "1:38: executing \"t\" at <.null.x>: nil pointer evaluating interface {}.x"
            ),
            Example(
                "{{and \"<&'\\\"\"|index .tags 2\n}}",
                "1:14: executing \"t\" at <index .tags 2>: error calling index: index of untyped nil"
            ),
            Example("{{- not -0 -}}", "true"),
            Example(
                "{{\nprintf \"é%+05% % !%%%-010.3\" (println 1e3 .f).k1 |\n(1)}}",
                "2:43: executing \"t\" at <.f>: can't evaluate field k1 in type string"
            ),
            Example("{{$y := index .none }}", ""),
            Example(
                "{{\n\"%v|%s|%q\" | slice print '\\x41'}}",
                "2:13: executing \"t\" at <slice print '\\x41'>: error calling slice: index out of range: 65"
            ),
            Example(
                "{{\nhtml print (js .nope 0b101 $) \"text\"|$x |\nne \"日本語\" .empty 3 }}",
                "2: undefined variable \"$x\""
            ),
            Example(
                "{{\nnot 2 \"%d\"\n}}",
                "2:0: executing \"t\" at <not>: wrong number of args for not: want 1 got 2"
            ),
            Example(
                "{{ len (($)) 1.5 }}",
                "1:3: executing \"t\" at <len>: wrong number of args for len: want 1 got 2"
            ),
            Example("{{- $x = \"%5.2f\"\n}}", "1:9: executing \"t\" at <\"%5.2f\">: undefined variable: $x"),
            Example("{{\"<&'\\\"\" }}", "<&'\""),
            Example("{{ (index $.a.b (printf \"x=%#0e\" \"é\"))\n}}", "<no value>"),
            Example("{{printf \"x=%8.3Ué%-5v\" \"%v|%s|%q\" .nomap -}}", "x=%!U(string=     %v|)émap[]"),
            Example("{{\njs .a.b $.a.b .neg}}", "map[c:deep] map[c:deep] -2.5"),
            Example(
                "{{- index .a.b.c 1 (($.people)|$) \"k1\" }}",
                "1:31: executing \"t\" at <$>: can't give argument to non-function $"
            ),
            Example("{{.nope}}", "<no value>"),
            Example(
                "{{\n$x = index\n}}",
                "2:5: executing \"t\" at <index>: wrong number of args for index: want at least 1 got 0"
            ),
            Example("{{- le .nomap\n}}", "1:4: executing \"t\" at <le>: wrong number of args for le: want 2 got 1"),
            Example("{{(true).name}}", "1:3: executing \"t\" at <true>: can't evaluate field name in type bool"),
            Example("{{ .m.k1 -}}", "v1"),
            Example(
                "{{index}}",
                "1:2: executing \"t\" at <index>: wrong number of args for index: want at least 1 got 0"
            ),
            Example("{{- 3 -}}", "3"),
            Example("{{ \"a\\tb\"\n}}", "a\tb"),
            Example("{{- .s -}}", "text"),
            Example(
                "{{\nprintf \"é%1.ex=%8.3U\" 0 $.a.b .f -}}",
                "é%!e(int= )x=map[%!U(string=       c):%!U(string=     dee)]%!(EXTRA bool=false)"
            ),
            Example(
                "{{\nprintf \"a%3Xx=%8.3b\" `raw` $.l -}}",
                "a726177x=[%!b(string=       a) %!b(string=       b) %!b(string=       c) %!b(string=       d)]"
            ),
            Example("{{- printf \" %.*!\" }}", " %!(BADPREC)%!!(MISSING)"),
            Example("{{\nprint }}", ""),
            Example("{{- .t\n}}", "true"),
            Example("{{- .zero -}}", "0"),
            Example("{{\"a\\tb\" |\nne print}}", "true"),
            Example("{{ '\\377'\n}}", "255"),
            Example("{{print }}", ""),
            Example("{{$y=printf \" %-8.1é %1.%\" \"é\" -}}", "1: bad character U+003D '='"),
            Example("{{ .nomap }}", "map[]"),
            Example("{{- $y := index $.people\n}}", ""),
            Example(
                "{{println .people .tags $.l }}",
                "[map[name:Ann tags:[x y]] map[name:Ann tags:[x y]]] <nil> [a b c d]\n"
            ),
            Example("{{ .name -}}", "<no value>"),
            Example("{{ ($y=len print .a.list|.null |\n.s.x)\n}}", "1: bad character U+003D '='"),
            Example("{{- $x = or nil\n}}", "1:12: executing \"t\" at <nil>: undefined variable: $x"),
            Example(
                "{{- le $ 4 (index .a.b.c).x }}",
                "1:4: executing \"t\" at <le>: wrong number of args for le: want 2 got 3"
            ),
            Example("{{- printf \" %#éé%.*g\" .null 0}}", " %!é(<nil>)é%!g(MISSING)"),
            Example("{{\nindex .m.k1 $y len .l\n}}", "2: undefined variable \"$y\""),
            Example("{{ html | .a.b.c -}}", "1:12: executing \"t\" at <.a.b.c>: c is not a method but has arguments"),
            Example(
                "{{ printf \"%*F%0c\" $.l $.a.b|and .zero +5 | (.name)}}",
                "1:33: executing \"t\" at <.zero>: can't give argument to non-function .name"
            ),
            Example("{{or $.l\n}}", "[a b c d]"),
            Example("{{ .empty -}}", ""),
            Example("{{- ne 0i}}", "1:4: executing \"t\" at <ne>: wrong number of args for ne: want 2 got 1"),
            Example("{{\nprint}}", ""),
            Example("{{\nor nil }}", "<no value>"),
            Example(
                "{{ index \"b\" not \"\\xff\" |\nprint|\"%v|%s|%q\"\n}}",
                "3: non executable command in pipeline stage 3"
            ),
            Example(
                "{{printf \" %.0Fé%-5Oé%-010.3!\" \"a b\" .a.b $.s\n}}",
                " %!F(string=)émap[%!O(string=c    ):%!O(string=deep )]é%!!(string=tex       )"
            ),
            Example("{{(($y := .f)).k1}}", "1:10: executing \"t\" at <.f>: can't evaluate field k1 in type bool"),
            Example("{{ lt -}}", "1:3: executing \"t\" at <lt>: wrong number of args for lt: want 2 got 0"),
            Example("{{- .people -}}", "[map[name:Ann tags:[x y]] map[name:Ann tags:[x y]]]"),
            Example("{{html -}}", ""),
            Example("{{\nindex $.l $y }}", "2: undefined variable \"$y\""),
            Example("{{- $x := .a.list|print}}", ""),
            Example("{{\n`raw` -}}", "raw"),
            Example("{{\n1_000 -}}", "1000"),
            Example("{{ $x := ($.l)\n}}", ""),
            Example("{{\n$y := and 1 false (or \"日本語\") }}", ""),
            Example("{{- $x:=\"\" -}}", ""),
            Example("{{\n.nope.x -}}", "<no value>"),
            Example("{{- .nomap }}", "map[]"),
            Example("{{- $x := index .m }}", ""),
            Example("{{\nprintln 2 -}}", "2\n"),
            Example("{{- \"\\u200b\" -}}", "​"),
            Example("{{\nand .a .m\n}}", "map[k1:v1 k2:v2]"),
            Example("{{`raw` -}}", "raw"),
            Example("{{ .big\n}}", "1.2345678e+07"),
            Example(
                "{{printf \"é%8.3z\" .empty 1 .s.x }}",
                "1:30: executing \"t\" at <.s.x>: can't evaluate field x in type interface {}"
            ),
            Example(
                "{{- and .nope.x .neg |\n.a.b.c|print .l .big }}",
                "2:2: executing \"t\" at <.a.b.c>: c is not a method but has arguments"
            ),
            Example("{{and 2 \"b\" \"k1\"\n}}", "k1"),
            Example("{{urlquery -}}", ""),
            Example("{{or `raw` .null\n}}", "raw"),
            Example(
                "{{- (ge .name ($x := gt).k1) }}",
                "1:21: executing \"t\" at <gt>: wrong number of args for gt: want 2 got 0"
            ),
            Example(
                "{{ ge ((print true |\n.a |\neq)).k1 .s.x 1|and not 1\n}}",
                "1:3: executing \"t\" at <ge>: wrong number of args for ge: want 2 got 3"
            ),
            Example("{{js 3\n}}", "3"),
        ]
    )
    func agreeWithGo(_ example: Example) {
        #expect(rendered(example.template, with: generatedValues()) == example.result)
    }
}
