// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct FieldTests {
    @Test(
        arguments: [
            Example("{{ .s }}", "text"),
            Example("{{ .a.b.c }}", "deep"),
            Example("[{{ .nope }}]", "[<no value>]"),
            Example("[{{ .nope.x.y }}]", "[<no value>]"),
            Example("[{{ .null }}]", "[<no value>]"),
            Example("[{{ .a.nope.x }}]", "[<no value>]"),
            Example("[{{ (.null).x }}]", "[<no value>]"),
            Example("[{{ (.a).b.c }}]", "[deep]"),
            Example("[{{ (index .people 0).name }}]", "[Ann]"),
            Example("{{ .m }}", "map[k1:v1 k2:v2]"),
            Example("{{ .l }}", "[a b c]"),
            Example("{{ .mixed }}", "[1 x <nil> false]"),
            Example("{{ .n }} {{ .t }} {{ .f }}", "3 true false"),
            Example("{{ .a.n }}{{ (.a.n) }}", "<no value><no value>"),
            Example("{{ ((.a.n).x).y }}", "<no value>"),
            Example("{{ print .nope }}", "<nil>"),
            Example("{{ .nope | print }}", "<nil>"),
            Example("{{ print .null }}", "<nil>"),
            Example("{{ (print .s).x | len }}", "1:10: executing \"t\" at <.s>: can't evaluate field x in type string"),
        ]
    )
    func areFound(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ .s.x }}", "1:5: executing \"t\" at <.s.x>: can't evaluate field x in type interface {}"),
            Example("{{ .null.x }}", "1:8: executing \"t\" at <.null.x>: nil pointer evaluating interface {}.x"),
            Example(
                "{{ .a.b.c.d.e }}",
                "1:5: executing \"t\" at <.a.b.c.d.e>: can't evaluate field d in type interface {}"
            ),
            Example("{{ .a.n.d }}", "1:5: executing \"t\" at <.a.n.d>: nil pointer evaluating interface {}.d"),
            Example("{{ .l.x }}", "1:5: executing \"t\" at <.l.x>: can't evaluate field x in type interface {}"),
            Example("{{ .s 1 }}", "1:3: executing \"t\" at <.s>: s is not a method but has arguments"),
            Example("{{ 1 | .s }}", "1:7: executing \"t\" at <.s>: s is not a method but has arguments"),
            Example("{{ .nope 1 }}", "1:3: executing \"t\" at <.nope>: nope is not a method but has arguments"),
            Example("{{ (.s).x }}", "1:4: executing \"t\" at <.s>: can't evaluate field x in type string"),
            Example("{{ (index .l 0).x.y }}", "1:13: executing \"t\" at <0>: can't evaluate field x in type string"),
            Example("{{ (nil).x }}", "1:4: executing \"t\" at <nil>: nil is not a command"),
            Example(
                "{{ print .a.b.c.d }}",
                "1:11: executing \"t\" at <.a.b.c.d>: can't evaluate field d in type interface {}"
            ),
            Example("a\n  é{{ .s.x }}", "2:9: executing \"t\" at <.s.x>: can't evaluate field x in type interface {}"),
            Example("{{ . 1 }}", "1:3: executing \"t\" at <.>: can't give argument to non-function ."),
            Example("{{ true 1 }}", "1:3: executing \"t\" at <true>: can't give argument to non-function true"),
            Example("{{ 1 | (print 2) }}", "1:3: executing \"t\" at <1>: can't give argument to non-function print 2"),
            Example(
                "{{ (print 1) 2 }}",
                "1:3: executing \"t\" at <(print 1) 2>: can't give argument to non-function print 1"
            ),
        ]
    )
    func areMissedWithGoMessages(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            (MissingKey.default, "[{{ .x }}]", "[<no value>]"),
            (.default, "[{{ .x.y }}]", "[<no value>]"),
            (.zero, "[{{ .x }}]", "[<no value>]"),
            (.zero, "{{ .x.y }}", "1:5: executing \"t\" at <.x.y>: nil pointer evaluating interface {}.y"),
            (.zero, "[{{ (.x).y }}]", "[<no value>]"),
            (.error, "{{ .x }}", "1:3: executing \"t\" at <.x>: map has no entry for key \"x\""),
            (.error, "{{ (index . \"x\").y }}", "1:12: executing \"t\" at <\"x\">: nil data; no entry for key \"y\""),
            (.zero, "{{ len .x }}", "1:3: executing \"t\" at <len .x>: error calling len: len of nil pointer"),
            (
                .default, "{{ len .x }}",
                "1:3: executing \"t\" at <len .x>: error calling len: reflect: call of reflect.Value.Type on zero Value"
            ),
            (
                .zero, "{{ index .x \"y\" }}",
                "1:3: executing \"t\" at <index .x \"y\">: error calling index: index of untyped nil"
            ),
            (.error, "{{ index . \"x\" }}", "<no value>"),
            (.zero, "{{ if .x }}a{{ else }}b{{ end }}", "b"),
            (.zero, "{{ eq .x nil }}{{ eq .x .y }}", "truetrue"),
        ]
    )
    func dependOnTheOptionForMissingKeys(option: MissingKey, template: String, result: String) {
        #expect(rendered(template, with: .map(Map()), in: TemplateSet(missingKey: option)) == result)
    }

    @Test func ofTypedMapsAreZero() {
        let map = Map(["a": .string("x")], of: .string)
        #expect(rendered("[{{ .b }}]", with: .map(map), in: TemplateSet(missingKey: .zero)) == "[]")
        #expect(rendered("[{{ .b }}]", with: .map(map)) == "[<no value>]")
        #expect(rendered("[{{ index . \"b\" }}]", with: .map(map)) == "[]")
        #expect(
            rendered("{{ .a.x }}", with: .map(map))
                == "1:5: executing \"t\" at <.a.x>: can't evaluate field x in type string"
        )
    }
}
