// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

/// What Go says of calls whose arguments do not fit, which follows from the types that each function declares.
@Suite struct ArgumentTests {
    @Test(
        arguments: [
            ("upper", "wrong number of args for upper: want 1 got 0"),
            (#"upper "a" "b""#, "wrong number of args for upper: want 1 got 2"),
            (#"replace "a""#, "wrong number of args for replace: want 3 got 1"),
            ("max", "wrong number of args for max: want at least 1 got 0"),
            ("round 1.5", "wrong number of args for round: want at least 2 got 1"),
            ("default", "wrong number of args for default: want at least 1 got 0"),
            ("mul", "wrong number of args for mul: want at least 1 got 0"),
            ("merge", "wrong number of args for merge: want at least 1 got 0"),
            ("pick", "wrong number of args for pick: want at least 1 got 0"),
            ("pluck", "wrong number of args for pluck: want at least 1 got 0"),
            ("without", "wrong number of args for without: want at least 1 got 0"),
            ("slice", "wrong number of args for slice: want at least 1 got 0"),
            ("uuidv4 1", "wrong number of args for uuidv4: want 0 got 1"),
            ("now 1", "wrong number of args for now: want 0 got 1"),
            (#"genCA "a""#, "wrong number of args for genCA: want 2 got 1"),
            (#"dateInZone "a" 0"#, "wrong number of args for dateInZone: want 3 got 2"),
            ("ternary 1 2", "wrong number of args for ternary: want 3 got 2"),
        ]
    )
    func areCounted(call: String, message: String) {
        #expect(Rendering.text("{{ \(call) }}").hasSuffix(message))
    }

    @Test(
        arguments: [
            ("upper 5", "expected string; found 5"),
            ("lower true", "expected string; found true"),
            (#"trunc "5" "abc""#, #"expected integer; found "5""#),
            ("trunc 1.5 \"abc\"", "expected integer; found 1.5"),
            (#"repeat true "a""#, "expected integer; found true"),
            (#"indent "2" "a""#, #"expected integer; found "2""#),
            ("ternary 1 2 3", "expected bool; found 3"),
            (#"ternary 1 2 "true""#, #"expected bool; found "true""#),
            (#"round 1 2 "x""#, #"expected float; found "x""#),
            (#"derivePassword 1.5 "a" "b" "c" "d""#, "expected unsigned integer; found 1.5"),
            (#"get "a" "b""#, #"can't handle "a" for arg of type map[string]interface {}"#),
            ("set 5 \"a\" 1", "can't handle 5 for arg of type map[string]interface {}"),
            (#"unixEpoch "x""#, #"can't handle "x" for arg of type time.Time"#),
            (#"genSelfSignedCert "a" "b" nil 1"#, #"can't handle "b" for arg of type []interface {}"#),
            (#"genSignedCert "a" nil nil 1 "c""#, #"can't handle "c" for arg of type sprig.certificate"#),
            ("keys 1", "can't handle 1 for arg of type map[string]interface {}"),
            (#"pick (dict) 5"#, "expected string; found 5"),
            (#"seq "1""#, #"expected integer; found "1""#),
            ("semver 1", "expected string; found 1"),
            (#"regexFindAll "a" "a" "1""#, #"expected integer; found "1""#),
            ("upper nil", "cannot assign nil to string"),
            ("trunc nil \"a\"", "cannot assign nil to int"),
        ]
    )
    func literalsHaveTheRightType(call: String, message: String) {
        #expect(Rendering.text("{{ \(call) }}").hasSuffix(message))
    }

    @Test(
        arguments: [
            ("upper .Values.n", "wrong type for value; expected string; got float64"),
            ("upper .Values.m", "wrong type for value; expected string; got map[string]interface {}"),
            ("upper .Values.l", "wrong type for value; expected string; got []interface {}"),
            ("trunc .Values.n \"a\"", "wrong type for value; expected int; got float64"),
            ("trunc (int64 1) \"a\"", "wrong type for value; expected int; got int64"),
            ("until (add 1 1)", "wrong type for value; expected int; got int64"),
            ("get .Values.l \"a\"", "wrong type for value; expected map[string]interface {}; got []interface {}"),
            ("keys .Values.n", "wrong type for value; expected map[string]interface {}; got float64"),
            (
                "hasKey (split \",\" \"a\") \"_0\"",
                "wrong type for value; expected map[string]interface {}; got map[string]string"
            ),
            ("dateModify \"1h\" .Values.n", "wrong type for value; expected time.Time; got float64"),
            ("ternary 1 2 .Values.n", "wrong type for value; expected bool; got float64"),
            ("genSelfSignedCert \"a\" (until 1) nil 1", "wrong type for value; expected []interface {}; got []int"),
            (
                "genSignedCert \"a\" nil nil 1 (dict)",
                "wrong type for value; expected sprig.certificate; got map[string]interface {}"
            ),
            (
                "(semver \"1.0.0\").Compare (semver \"1.0.0\").IncMajor",
                "wrong type for value; expected *semver.Version; got semver.Version"
            ),
            ("upper .Values.none", "wrong type for value; expected string; got interface {}"),
            (".Values.none | upper", "invalid value; expected string"),
            ("upper (.Values.none)", "invalid value; expected string"),
            (".Values.n | b64enc", "wrong type for value; expected string; got float64"),
            ("5 | trimSuffix \"a\"", "wrong type for value; expected string; got int"),
        ]
    )
    func valuesHaveTheRightType(call: String, message: String) {
        let values = Map(["n": .float(1), "m": .map(Map()), "l": .list(List([]))])
        #expect(Rendering.text("{{ \(call) }}", values: .map(values)).hasSuffix(message))
    }

    @Test(
        arguments: [
            ("trunc 3.0 \"abcdef\"", "abc"),
            ("trunc 0x2 \"abcdef\"", "ab"),
            ("trunc (len \"ab\") \"abcdef\"", "ab"),
            ("trunc (int 3.9) \"abcdef\"", "abc"),
            ("keys (.Values.none)", "[]"),
            ("hasKey .Values \"n\"", "true"),
            ("round 2.25 1 0", "2.3"),
            ("len (seq 3)", "5"),
            ("index (list 1 2) (int64 1)", "2"),
            ("printf \"%d\" (add 1 2)", "3"),
            ("printf \"%s\" (splitList \",\" \"a,b\")", "[a b]"),
            ("printf \"%v\" (split \",\" \"a\")", "map[_0:a]"),
            ("printf \"%d\" (until 3)", "[0 1 2]"),
            ("(urlParse \"http://h/p\").host", "h"),
            ("(split \",\" \"a,b\")._1", "b"),
            ("(split \",\" \"a\")._9 | printf \"%q\"", "\"\""),
            ("eq (add 1 1) 2", "true"),
            ("eq (int64 2) (len \"ab\")", "true"),
            ("lt (semver \"1.2.3\").Major 5", "true"),
            ("range (until 3)}}{{ . }}{{ end", "012"),
            ("range $i, $x := splitList \",\" \"a,b\"}}{{ $i }}{{ $x }}{{ end", "0a1b"),
            ("range $k, $v := split \",\" \"a,b\"}}{{ $k }}{{ $v }}{{ end", "_0a_1b"),
        ]
    )
    func resultsFitWhereGoLetsThem(call: String, output: String) {
        #expect(Rendering.text("{{ \(call) }}", values: .map(Map(["n": .float(1)]))) == output)
    }
}
