// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

/// What Go gives for templates that a generator has made.
@Suite struct GeneratedTextTests {
    @Test(
        arguments: [
            Example("or or {{ $x = .s }}1.5{{-  template ", "1: unclosed action"),
            Example("$x\"%*[1]d\" ", "$x\"%*[1]d\" "),
            Example("jsurlqueryendé|", "jsurlqueryendé|"),
            Example("ge9223372036854775807 ge", "ge9223372036854775807 ge"),
            Example(
                "/é-1 0x1F else {{ with .m }} print{{ define \"d\" }} {{/*:=template",
                "1: unexpected <define> in command"
            ),
            Example("{{- {{ range $i, $e := .m }}", "1: unexpected \"{\" in command"),
            Example("ifor ! .s false0x1F {{ $x := 1 }} 1{{ range .l }} :=0", "1: unexpected EOF"),
            Example("{{ else if .s }}breaktrue=urlqueryfalse end / le = \"%d %s\" {{-  ", "1: unexpected {{else}}"),
            Example("#\telse {{ block \"b\" . }} {{ define \"d\" }} ", "1: unexpected <define> in command"),
            Example("*/-}} */}} printf ", "*/-}} */}} printf "),
            Example("}} .a / | \"a\"{{ range .l }}nil", "1: unexpected EOF"),
            Example("#1i{{/* break \t (continue.a.l{{ continue }}continue:=1", "1: unclosed comment"),
            Example("gtprint {{ text.m 1e90b1 ", "1: function \"text\" not defined"),
            Example("{{ continue }}", "1: {{continue}} outside {{range}}"),
            Example("1.5\"a\"'c'.m$y ", "1.5\"a\"'c'.m$y "),
            Example("endprintf\n1i $x not{{ continue }} elsefalsefalse {{ . }}", "2: {{continue}} outside {{range}}"),
            Example("break\"a\"`html)", "break\"a\"`html)"),
            Example("textlt */}} {{/* \\ 0x1F 'c'", "1: unclosed comment"),
            Example(". \" {{ break }}| le break/", "1: {{break}} outside {{range}}"),
            Example("| =block println {{ else if .s }} len {{.a.b.c1e9 }}", "1: unexpected {{else}}"),
            Example("$ urlquery😀ne nil $x${{ break }} {{ range .l }}{{-  */ $x ! ", "1: {{break}} outside {{range}}"),
            Example("continue! ", "continue! "),
            Example("-1 leif.s $xand\" ", "-1 leif.s $xand\" "),
            Example("-}} {{ . }} \t! false1e9\"%d %s\"else # nil${{ 1i", "1: unclosed action"),
            Example(
                "{{ template \"d\" . }}`b`:=\"%*[1]d\"",
                "1:12: executing \"t\" at <{{template \"d\" .}}>: template \"d\" not defined"
            ),
            Example("-}}and := }}break ' ", "-}}and := }}break ' "),
            Example("{{ block \"b\" . }}\\{{ else if .s }} 😀", "1: unexpected {{else}} in block clause"),
            Example(".m slice ", ".m slice "),
            Example("printf0b1 1i \"a\" notjs- netemplate", "printf0b1 1i \"a\" notjs- netemplate"),
            Example("0 'c') print\" $x or\t continue ", "0 'c') print\" $x or\t continue "),
            Example("-text + {{-  endge\"%*[1]d\" continue.s -}}{{-  ", "1: bad character U+0022 '\"'"),
            Example(" -}}{{ $x = .s }} + =.a.b.c", "1:12: executing \"t\" at <.s>: undefined variable: $x"),
            Example("le.m 92233720368547758070  -}}false .m / ", "le.m 92233720368547758070  -}}false .m / "),
            Example("-{{ range .l }} block .sbreak -1 {{-", "1: illegal number syntax: \"-\""),
            Example(".l=  -}}1 .1i {{ gtgt ", "1: function \"gtgt\" not defined"),
            Example("=1_0 .a\"a\" -}}else , $x 0b1", "=1_0 .a\"a\" -}}else , $x 0b1"),
            Example("\t 1i end{{ end }}", "1: unexpected {{end}}"),
            Example(") {{ $x = .s }}= 😀 true -}} break .", "1:10: executing \"t\" at <.s>: undefined variable: $x"),
            Example("!, if\"a\"ne |", "!, if\"a\"ne |"),
            Example("{{ with .m }} .m{{ else if .s }}", "1: unexpected <if> in input"),
            Example("len lt!$xend`b` with\n@if and", "len lt!$xend`b` with\n@if and"),
            Example("ltlt\"html ! ", "ltlt\"html ! "),
            Example("$x 😀 html nilhtml {{ $x := 1 }}0b1", "$x 😀 html nilhtml 0b1"),
            Example(
                "break{{ template \"d\" . }}",
                "1:17: executing \"t\" at <{{template \"d\" .}}>: template \"d\" not defined"
            ),
            Example(".s .ssliceend{{ end }}.a.b.c\"-0x1F{{ block \"b\" . }}\t ", "1: unexpected {{end}}"),
            Example("`b` {{ $x := 1 }} $ytext end", "`b`  $ytext end"),
            Example("| define'if{{--éle ,", "1: bad number syntax: \"--é\""),
            Example("@1 \n.a {{-  lt'*/}} 😀{{ block \"b\" . }}", "2: bad character U+0027 '''"),
            Example("html -}}1.5|éfalse witheq.a.alecontinue  ", "html -}}1.5|éfalse witheq.a.alecontinue  "),
            Example(
                "}}*/html 1.5 :=1_0if `| print continuewith len {{ $x := 1 }}-}}$y",
                "}}*/html 1.5 :=1_0if `| print continuewith len -}}$y"
            ),
            Example("gt1.5 */}} 0b1js", "gt1.5 */}} 0b1js"),
            Example("+ .s ` 9223372036854775807", "+ .s ` 9223372036854775807"),
            Example(
                "@ eq1.5 .js /$ /printf 1e9 .m\"%d %s\" {{-  / ge{{ block \"b\" . }} ",
                "1: unexpected \"/\" in command"
            ),
            Example("\t \"a\" (-1@\t  @ {{ if .a }} \"%d %s\"{{-{{ continue }} ", "1: illegal number syntax: \"-\""),
            Example(
                "slice nilend'c' {{`b`+ 1.5 .s or 0x1F-}}{{ $x = .s }} print |",
                "1: unexpected \"+\" in operand"
            ),
            Example("ne htmlend html\"", "ne htmlend html\""),
            Example("with print#", "with print#"),
            Example("\"\"t\" define\"a\"", "\"\"t\" define\"a\""),
            Example(".sbreak {{ $x := 1 }}\t}}\"%d %s\" /`b`$ textgt ", ".sbreak \t}}\"%d %s\" /`b`$ textgt "),
            Example(
                "*/}} lt\"%d %s\"0x1Fne 'c'0 */break */}}=netemplate eqge}}",
                "*/}} lt\"%d %s\"0x1Fne 'c'0 */break */}}=netemplate eqge}}"
            ),
            Example("true$block 1😀.a", "true$block 1😀.a"),
            Example("true1.5 if )", "true1.5 if )"),
            Example("ifé with ).a.b.cneend\\ ,1i", "ifé with ).a.b.cneend\\ ,1i"),
            Example("=*/\"a\"é.m{{ $x := 1 }}1 {{-  ( .m1i  -}}block", "1: unclosed left paren"),
            Example(
                "js`b`iflt .s .m/ eq{{{{ $x := 1 }} urlquery.l len ={{ block \"b\" . }}",
                "1: unexpected \"{\" in command"
            ),
            Example("\n.l println", "\n.l println"),
            Example("1_0 lt := print.a.b.cif) 0x1F/-}} \\ ", "1_0 lt := print.a.b.cif) 0x1F/-}} \\ "),
            Example(".l lt }} le {{1_0-}} {{ block \"b\" . }},if .m{{/* breakif ", "1: bad number syntax: \"1_0-\""),
            Example("0 }}le | é with false $y / - ", "0 }}le | é with false $y / - "),
            Example("\t -}} ge eq with js", "\t -}} ge eq with js"),
            Example("1.5 -1 printf", "1.5 -1 printf"),
            Example("lt ` */}}-}}printtext block", "lt ` */}}-}}printtext block"),
            Example("continue {{ $x := 1 }} \" urlquery \"  -}} js ", "continue  \" urlquery \"  -}} js "),
            Example("{{ .l -}} ", "[a b c d]"),
            Example("andcontinuege{{ slice 0b1 {{ . }} print ", "1: unexpected \"{\" in operand"),
            Example("1e9 |template .a.b.c. ", "1e9 |template .a.b.c. "),
            Example("end9223372036854775807 ", "end9223372036854775807 "),
            Example("ge.a 0x1Fif ", "ge.a 0x1Fif "),
            Example(
                "{{ block \"b\" . }} =.m {{ $x 1e9false 0}}.a.b.cgt+1.5 @ := print$x )nil",
                "1: undefined variable \"$x\""
            ),
            Example("len le  html \"a\"!js é", "len le  html \"a\"!js é"),
            Example("break= .llen$y $yfalse= html templatene|", "break= .llen$y $yfalse= html templatene|"),
            Example("{{-  index'c' ", "1: bad character U+0027 '''"),
            Example(
                "le \tblockle 1.5lene \ngttextif =0 block {{ $x := 1 }} nothtml",
                "le \tblockle 1.5lene \ngttextif =0 block  nothtml"
            ),
            Example("{{ define \"d\" }} {{ else }}.a1e9index ` 1 \" ", "1: unexpected {{else}} in define clause"),
            Example("falsebreak ", "falsebreak "),
            Example("`{{ with .m }} not {{ end }} ", "` not  "),
            Example("{{-1_0{{- ", "1: unexpected \"{\" in operand"),
            Example(
                "(-1print9223372036854775807*/ `b` # true nil #if!*/}}' }}",
                "(-1print9223372036854775807*/ `b` # true nil #if!*/}}' }}"
            ),
            Example("\\ {{ template \"d\" . }},-}} )é {{ block :={{ ", "1: unexpected \":=\" in block clause"),
            Example("{{-  9223372036854775807 :=", "1: unexpected \":=\" in operand"),
            Example(" urlquery -}} ", " urlquery -}} "),
            Example("lt \" .a.b.c(slice}}😀", "lt \" .a.b.c(slice}}😀"),
            Example("}} {{- gelt{{ else if .s }}$define1e9if ", "1: bad character U+007B '{'"),
            Example("' ge1else println", "' ge1else println"),
            Example("'truefalse\\{{ $x := 1 }} {{-  and`b`eq 1{{-", "1: bad character U+0060 '`'"),
            Example("|/ )0b1 -}} ", "|/ )0b1 -}} "),
            Example("0x1F'c' ($1e9 if -}} ", "0x1F'c' ($1e9 if -}} "),
            Example("lt {{end {{ $x = .s }}{{ $y\n 1e9 1", "1: unexpected \"{\" in end"),
            Example("# gt\t'c')", "# gt\t'c')"),
            Example("le {{ $x := 1 }} ", "le  "),
            Example("# -}}withne0b1 print ! println slice / ", "# -}}withne0b1 print ! println slice / "),
            Example("\\ 1_0) html", "\\ 1_0) html"),
            Example("le{{😀template true", "1: unrecognized character in action: U+1F600 '😀'"),
            Example("printf9223372036854775807 .l ", "printf9223372036854775807 .l "),
            Example("{{ range $i, $e := .m }}{{- / ", "1: unexpected \"/\" in command"),
            Example(".a @ -1 1_0\"t\" urlquery ", ".a @ -1 1_0\"t\" urlquery "),
            Example("1e9 , urlquery jstext {{ $x := 1 }}0x1F + -}}`", "1e9 , urlquery jstext 0x1F + -}}`"),
            Example("0x1F }}else \\)   ", "0x1F }}else \\)   "),
            Example("*/}}ge printf", "*/}}ge printf"),
            Example("1.5.l slice*/}} 'c' .a*/}}", "1.5.l slice*/}} 'c' .a*/}}"),
        ]
    )
    func agreeWithGo(_ example: Example) {
        #expect(rendered(example.template, with: generatedValues()) == example.result)
    }
}
