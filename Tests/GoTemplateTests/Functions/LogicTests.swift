// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct LogicTests {
    @Test(
        arguments: [
            Example("{{ and 1 2 }}", "2"),
            Example("{{ and 0 2 }}", "0"),
            Example("[{{ and \"\" 2 }}]", "[]"),
            Example("{{ and 1 }}", "1"),
            Example("{{ or 0 2 }}", "2"),
            Example("{{ or 1 2 }}", "1"),
            Example("[{{ or 0 \"\" }}]", "[]"),
            Example("{{ or 0 }}", "0"),
            Example("{{ and true false true }}", "false"),
            Example("{{ or false .l }}", "[a b c]"),
            Example("{{ and .l .m }}", "map[k1:v1 k2:v2]"),
            Example("{{ and .nope 1 }}", "<no value>"),
            Example("{{ or .nope \"d\" }}", "d"),
            Example("{{ or nil 1 }}", "1"),
            Example("{{ and nil }}", "<no value>"),
            Example("{{ 5 | and 1 }}", "5"),
            Example("{{ 5 | and 0 }}", "0"),
            Example("{{ 5 | or 0 }}", "5"),
            Example("{{ 5 | or 1 }}", "1"),
            Example("{{ 5 | and }}", "5"),
            Example("{{ and false (index .l 99) }}", "false"),
            Example("{{ or true (index .l 99) }}", "true"),
            Example("{{ not 1 }}{{ not 0 }}{{ not nil }}", "falsetruetrue"),
            Example("{{ not .l }}{{ not .none }}", "falsetrue"),
            Example("{{ not (not .s) }}", "true"),
            Example("{{ .f | not }}", "true"),
            Example("{{ if and .t (or .f .s) (not .nope) }}y{{ end }}", "y"),
            Example("{{ (or .m .nope).k1 }}", "v1"),
            Example("{{ index (or .nope .l) 1 }}", "b"),
            Example("{{ printf \"%T\" (or 0 1.5) }}", "float64"),
            Example("{{ and (eq 1 1) (ne 1 2) }}", "true"),
        ]
    )
    func decides(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example("{{ and }}", "1:3: executing \"t\" at <and>: wrong number of args for and: want at least 1 got 0"),
            Example("{{ or }}", "1:3: executing \"t\" at <or>: wrong number of args for or: want at least 1 got 0"),
            Example("{{ not }}", "1:3: executing \"t\" at <not>: wrong number of args for not: want 1 got 0"),
            Example("{{ not 1 2 }}", "1:3: executing \"t\" at <not>: wrong number of args for not: want 1 got 2"),
            Example("{{ 1 | not 2 }}", "1:7: executing \"t\" at <not>: wrong number of args for not: want 1 got 2"),
            Example("{{ lt 1 }}", "1:3: executing \"t\" at <lt>: wrong number of args for lt: want 2 got 1"),
            Example("{{ eq }}", "1:3: executing \"t\" at <eq>: wrong number of args for eq: want at least 1 got 0"),
            Example("{{ len }}", "1:3: executing \"t\" at <len>: wrong number of args for len: want 1 got 0"),
            Example(
                "{{ print and }}",
                "1:9: executing \"t\" at <and>: wrong number of args for and: want at least 1 got 0"
            ),
            Example(
                "{{ and true (index .l 9) }}",
                "1:13: executing \"t\" at <index .l 9>: error calling index: index out of range: 9"
            ),
            Example("{{ or .s.x 1 }}", "1:8: executing \"t\" at <.s.x>: can't evaluate field x in type interface {}"),
            Example(
                "{{ printf }}",
                "1:3: executing \"t\" at <printf>: wrong number of args for printf: want at least 1 got 0"
            ),
            Example(
                "{{ 5 | printf }}",
                "1:7: executing \"t\" at <printf>: wrong type for value; expected string; got int"
            ),
            Example("{{ printf nil }}", "1:10: executing \"t\" at <nil>: cannot assign nil to string"),
            Example(
                "{{ printf .n }}",
                "1:10: executing \"t\" at <.n>: wrong type for value; expected string; got float64"
            ),
            Example("{{ printf true }}", "1:10: executing \"t\" at <true>: expected string; found true"),
            Example("{{ .nope | printf }}", "1:11: executing \"t\" at <printf>: invalid value; expected string"),
            Example("{{ printf (1) }}", "1:11: executing \"t\" at <1>: wrong type for value; expected string; got int"),
        ]
    )
    func saysWhatIsMissing(_ example: Example) {
        #expect(rendered(example.template) == example.result)
    }
}
