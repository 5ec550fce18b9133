// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct MapTests {
    @Test(
        arguments: [
            (#"{{ dict "a" 1 "b" (list 1) | toJson }}"#, #"{"a":1,"b":[1]}"#),
            (#"{{ dict "a" 1 "a" 2 | toJson }}"#, #"{"a":2}"#),
            (#"{{ dict 1.5 "x" (list 1) "y" | toJson }}"#, #"{"1.5":"x","[1]":"y"}"#),
            (#"{{ get (dict "a" 1) "a" }}"#, "1"),
            (#"{{ get (dict "a" nil) "a" | toJson }}"#, "null"),
            (#"{{ get (dict) "a" | toJson }}"#, #""""#),
            (#"{{ $d := dict }}{{ $_ := set $d "a" 1 }}{{ $_ := set $d "b" $d.a }}{{ $d }}"#, "map[a:1 b:1]"),
            (#"{{ unset (dict "a" 1 "b" 2) "a" }}"#, "map[b:2]"),
            (#"{{ hasKey (dict "a" nil) "a" }} {{ hasKey (dict) "a" }}"#, "true false"),
            (#"{{ pluck "a" (dict "a" 1) (dict "b" 2) (dict "a" 3) | toJson }}"#, "[1,3]"),
            (#"{{ pluck "a" | toJson }}"#, "[]"),
            (#"{{ keys (dict "b" 1 "a" 2) | toJson }}"#, #"["a","b"]"#),
            (#"{{ keys | toJson }}"#, "[]"),
            (#"{{ values (dict "b" 1 "a" 2) | toJson }}"#, "[2,1]"),
            (#"{{ pick (dict "a" 1 "b" 2 "c" 3) "a" "c" "z" }}"#, "map[a:1 c:3]"),
            (#"{{ pick (dict "a" 1) }}"#, "map[]"),
            (#"{{ omit (dict "a" 1 "b" 2 "c" 3) "a" "z" }}"#, "map[b:2 c:3]"),
            (#"{{ omit (dict "a" 1) }}"#, "map[a:1]"),
            (#"{{ typeOf (pick (dict) "a") }} {{ typeOf (values (dict)) }}"#, "map[string]interface {} []interface {}"),
            (#"{{ dig "a" "b" "none" (dict "a" (dict "b" 7)) }}"#, "7"),
            (#"{{ dig "a" "b" "c" "none" (dict "a" (dict)) }}"#, "none"),
            (#"{{ dig "a" (list) (dict) | toJson }}"#, "[]"),
            (#"{{ dig "a" nil (dict) | toJson }}"#, "null"),
            (#"{{ dig "a" "b" nil (dict "a" (dict "b" false)) }}"#, "false"),
            (#"{{ dig "a" "" (dict "a" false) }}"#, "false"),
            (#"{{ dict "a" (dict "b" 1) | dig "a" "b" 0 }}"#, "1"),
            (
                #"{{ $a := dict "m" (dict "x" 1) "l" (list (dict "y" 1)) }}{{ $b := deepCopy $a }}"#
                    + #"{{ $_ := set $b.m "x" 2 }}{{ $_ := set (first $b.l) "y" 2 }}{{ $a }} {{ $b }}"#,
                "map[l:[map[y:1]] m:map[x:1]] map[l:[map[y:2]] m:map[x:2]]"
            ),
            (#"{{ deepCopy (list) | toJson }} {{ deepCopy (dict) | toJson }} {{ deepCopy 5 }}"#, "[] {} 5"),
            (#"{{ typeOf (deepCopy (until 2)) }}"#, "[]int"),
            (#"{{ deepCopy (rest (list)) | toJson }}"#, "null"),
        ]
    )
    func areReadAndMade(template: String, output: String) { #expect(Rendering.text(template) == output) }

    /// A map, one that is merged into it, what fills it, and what overwrites it.
    @Test(
        arguments: [
            (#"dict"#, #"dict "a" 1"#, #"{"a":1}"#, #"{"a":1}"#),
            (#"dict "a" 1"#, #"dict"#, #"{"a":1}"#, #"{"a":1}"#),
            (#"dict "a" 1"#, #"dict "a" nil"#, #"{"a":1}"#, #"{"a":null}"#),
            (#"dict"#, #"dict "a" nil"#, #"{}"#, #"{"a":null}"#),
            (#"dict "a" nil"#, #"dict "a" 0"#, #"{"a":0}"#, #"{"a":0}"#),
            (#"dict "a" true"#, #"dict "a" false"#, #"{"a":true}"#, #"{"a":false}"#),
            (#"dict "a" false"#, #"dict "a" true"#, #"{"a":true}"#, #"{"a":true}"#),
            (
                #"dict "a" (dict "x" 1)"#, #"dict "a" (dict "x" 2 "y" 3)"#, #"{"a":{"x":1,"y":3}}"#,
                #"{"a":{"x":2,"y":3}}"#
            ),
            (#"dict "a" (dict "x" 0)"#, #"dict "a" (dict "x" 2)"#, #"{"a":{"x":2}}"#, #"{"a":{"x":2}}"#),
            (#"dict "a" (dict "x" 1)"#, #"dict "a" (dict)"#, #"{"a":{"x":1}}"#, #"{"a":{"x":1}}"#),
            (#"dict "a" """#, #"dict "a" (dict "x" 1)"#, #"{"a":{"x":1}}"#, #"{"a":{"x":1}}"#),
            (#"dict "a" "s""#, #"dict "a" (dict "x" 1)"#, #"{"a":"s"}"#, #"{"a":"s"}"#),
            (#"dict "a" (dict "x" 1)"#, #"dict "a" "s""#, #"{"a":{"x":1}}"#, #"{"a":"s"}"#),
            (#"dict "a" (list 1)"#, #"dict "a" (dict "x" 1)"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
            (#"dict "a" (list)"#, #"dict "a" (dict "x" 1)"#, #"{"a":{"x":1}}"#, #"{"a":{"x":1}}"#),
            (#"dict "a" (dict "x" 1)"#, #"dict "a" (list 2)"#, #"{"a":{"x":1}}"#, #"{"a":[2]}"#),
            (#"dict "a" (list 1 2)"#, #"dict "a" (list 3)"#, #"{"a":[1,2]}"#, #"{"a":[3]}"#),
            (#"dict "a" (list 1 2)"#, #"dict "a" (list)"#, #"{"a":[1,2]}"#, #"{"a":[]}"#),
            (#"dict "b" 1"#, #"dict "a" (list 1)"#, #"{"a":[1],"b":1}"#, #"{"a":[1],"b":1}"#),
            (#"dict "b" 1"#, #"dict "a" (dict "x" nil)"#, #"{"a":{"x":null},"b":1}"#, #"{"a":{"x":null},"b":1}"#),
            (
                #"dict "a" (dict "b" (dict "c" 1))"#, #"dict "a" (dict "b" (dict "c" 2 "d" 3))"#,
                #"{"a":{"b":{"c":1,"d":3}}}"#, #"{"a":{"b":{"c":2,"d":3}}}"#
            ),
            (#"dict "a" "x""#, #"dict "a" """#, #"{"a":"x"}"#, #"{"a":""}"#),
            (#"dict "a" 1"#, #"dict "a" 0"#, #"{"a":1}"#, #"{"a":0}"#),
            (#"dict "a" (until 2)"#, #"dict "a" (splitList "," "x")"#, #"{"a":[0,1]}"#, #"{"a":["x"]}"#),
        ]
    )
    func areMerged(target: String, source: String, filled: String, overwritten: String) {
        for name in ["merge", "mustMerge"] {
            #expect(Rendering.text("{{ \(name) (\(target)) (\(source)) | toJson }}") == filled)
        }
        for name in ["mergeOverwrite", "mustMergeOverwrite"] {
            #expect(Rendering.text("{{ \(name) (\(target)) (\(source)) | toJson }}") == overwritten)
        }
    }

    @Test(
        arguments: [
            (
                #"{{ $a := dict "x" 1 }}{{ $b := merge $a (dict "y" 2) }}{{ $_ := set $b "z" 3 }}{{ $a }}"#,
                "map[x:1 y:2 z:3]"
            ),
            (
                #"{{ $s := dict "m" (dict "x" 1) }}{{ $t := merge (dict) $s }}{{ $_ := set $t.m "x" 2 }}{{ $s }}"#,
                "map[m:map[x:2]]"
            ),
            (
                #"{{ $s := dict "m" (dict "x" 1) }}{{ $t := merge (dict "m" (dict "y" 2)) $s }}"#
                    + #"{{ $_ := set $t.m "x" 2 }}{{ $s }}"#,
                "map[m:map[x:1]]"
            ),
            (#"{{ $d := dict "a" (dict "b" 1) }}{{ merge $d $d | toJson }}"#, #"{"a":{"b":1}}"#),
            (#"{{ mergeOverwrite (dict "a" 1) (dict "a" 2) (dict "a" 3) }}"#, "map[a:3]"),
            (#"{{ merge (dict "a" 1) }}"#, "map[a:1]"),
            (
                #"{{ merge .Values.x (dict "a" 1) | toJson }}"#,
                #"template: web/templates/t.yaml:1:16: executing "web/templates/t.yaml" at <.Values.x>: "#
                    + "wrong type for value; expected map[string]interface {}; got interface {}"
            ),
            (#"{{ $v := merge (dict "n" 1) .Values }}{{ $v.n }}"#, "1"),
        ]
    )
    func areChangedByAMerge(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            (#"{{ dig "a" (dict) }}"#, "dig", "dig needs at least three arguments"),
            (
                #"{{ dig "a" "b" 0 (dict "a" nil) }}"#, "dig",
                "interface conversion: interface {} is nil, not map[string]interface {}"
            ),
            (
                #"{{ dig "a" "b" 0 (dict "a" (list)) }}"#, "dig",
                "interface conversion: interface {} is []interface {}, not map[string]interface {}"
            ),
            (
                #"{{ dig "a" 0 "text" }}"#, "dig",
                "interface conversion: interface {} is string, not map[string]interface {}"
            ),
            (
                #"{{ dig "a" 0 (split "," "a") }}"#, "dig",
                "interface conversion: interface {} is map[string]string, not map[string]interface {}"
            ),
            (#"{{ dig nil 0 (dict) }}"#, "dig", "interface conversion: interface {} is nil, not string"),
            (#"{{ deepCopy nil }}"#, "deepCopy", "reflect: call of reflect.Value.Type on zero Value"),
            (
                #"{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ deepCopy $d }}"#, "deepCopy",
                "deepCopy error: the value is too deep"
            ),
            (#"{{ set (.Values.x) "a" 1 }}"#, "set", "assignment to entry in nil map"),
            (
                #"{{ merge (dict "a" (split "," "x")) (dict "a" (dict "_0" 5 "_1" 6)) }}"#, "merge",
                "reflect.Value.SetMapIndex: value of type int is not assignable to type string"
            ),
        ]
    )
    func fail(template: String, function: String, message: String) {
        #expect(Rendering.text(template).hasSuffix("error calling \(function): \(message)"))
    }

    @Test func aMapThatContainsItselfIsNotMergedForEver() {
        let template =
            #"{{ $a := dict }}{{ $_ := set $a "x" $a }}{{ $b := dict "x" (dict) }}"#
            + #"{{ $_ := set $b.x "x" $b.x }}{{ merge $a $b | len }}"#
        #expect(Rendering.text(template).contains("too deep"))
    }
}
