// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@testable import Sprig

@Suite struct TypeTests {
    /// Expressions, their types and their kinds.
    @Test(
        arguments: [
            ("1", "int", "int"),
            ("1.5", "float64", "float64"),
            (#""a""#, "string", "string"),
            ("true", "bool", "bool"),
            ("nil", "<nil>", "invalid"),
            ("(list)", "[]interface {}", "slice"),
            ("(dict)", "map[string]interface {}", "map"),
            ("1i", "complex128", "complex128"),
            ("'a'", "int", "int"),
            ("(add 1 1)", "int64", "int64"),
            ("(int64 1)", "int64", "int64"),
            ("(float64 1)", "float64", "float64"),
            ("(until 1)", "[]int", "slice"),
            (#"(splitList "," "a")"#, "[]string", "slice"),
            (#"(split "," "a")"#, "map[string]string", "map"),
            ("(chunk 1 (list 1))", "[][]interface {}", "slice"),
            ("(first (chunk 1 (list 1)))", "[]interface {}", "slice"),
            ("now", "time.Time", "struct"),
            ("now.Month", "time.Month", "int"),
            ("now.Unix", "int64", "int64"),
            ("(now.Sub now)", "time.Duration", "int64"),
            ("now.Location", "*time.Location", "ptr"),
            (#"(semver "1.0.0")"#, "*semver.Version", "ptr"),
            (#"(semver "1.0.0").IncMajor"#, "semver.Version", "struct"),
            (#"(semver "1.0.0").Major"#, "uint64", "uint64"),
            (".Values", "chartutil.Values", "map"),
            (".Values.AsMap", "map[string]interface {}", "map"),
            (#"(index "a" 0)"#, "uint8", "uint8"),
            (#"(set .Values "a" 1)"#, "map[string]interface {}", "map"),
            (#"(merge .Values (dict))"#, "map[string]interface {}", "map"),
            (#"(dict "a" nil).a"#, "<nil>", "invalid"),
            (#"(regexFindAll "a" "a" -1)"#, "[]string", "slice"),
            ("(urlParse \"http://x\")", "map[string]interface {}", "map"),
        ]
    )
    func haveNames(expression: String, type: String, kind: String) {
        #expect(Rendering.text("{{ typeOf \(expression) }} {{ kindOf \(expression) }}") == "\(type) \(kind)")
        #expect(
            Rendering.text("{{ typeIs \"\(type)\" \(expression) }} {{ kindIs \"\(kind)\" \(expression) }}")
                == "true true"
        )
        #expect(Rendering.text("{{ typeIs \"x\" \(expression) }} {{ kindIs \"x\" \(expression) }}") == "false false")
        #expect(Rendering.text("{{ typeIsLike \"\(type)\" \(expression) }}") == "true")
    }

    @Test func likenessForgivesAPointer() {
        #expect(
            Rendering.text(
                #"{{ typeIsLike "semver.Version" (semver "1.0.0") }} {{ typeIsLike "Version" (semver "1.0.0") }}"#
            ) == "true false"
        )
    }

    @Test(
        arguments: [
            (#"{{ deepEqual 1 1 }}"#, "true"),
            (#"{{ deepEqual 1 (int64 1) }}"#, "false"),
            (#"{{ deepEqual "a" "a" }}"#, "true"),
            (#"{{ deepEqual nil nil }}"#, "true"),
            (#"{{ deepEqual nil (list) }}"#, "false"),
            (#"{{ deepEqual (list) (list) }}"#, "true"),
            (#"{{ deepEqual (list) (rest (list)) }}"#, "false"),
            (#"{{ deepEqual (dict "a" (list 1)) (dict "a" (list 1)) }}"#, "true"),
            (#"{{ deepEqual (dict "a" 1) (dict "a" 1 "b" nil) }}"#, "false"),
            (#"{{ deepEqual (until 2) (list 0 1) }}"#, "false"),
            (#"{{ deepEqual (float64 "nan") (float64 "nan") }}"#, "false"),
            (#"{{ deepEqual (semver "1.0.0") (semver "1.0.0") }}"#, "true"),
            (#"{{ deepEqual (semver "1.0.0") (semver "1.0") }}"#, "false"),
        ]
    )
    func areCompared(template: String, output: String) { #expect(Rendering.text(template) == output) }

    /// Expressions, and whether Sprig takes them for empty.
    @Test(
        arguments: [
            ("0", true),
            ("0.0", true),
            (#""""#, true),
            ("false", true),
            ("(list)", true),
            ("(dict)", true),
            ("0i", true),
            ("(int64 0)", true),
            ("(rest (list))", true),
            (".Values.none", true),
            (#"(split "" "")"#, true),
            ("1", false),
            ("-1", false),
            ("0.1", false),
            (#"" ""#, false),
            ("true", false),
            ("(list nil)", false),
            (#"(dict "a" nil)"#, false),
            ("1i", false),
            ("now", false),
            (#"(semver "0.0.0")"#, false),
            ("now.Month", false),
            ("(now.Sub now)", true),
            (#"(genCAWithKey "" 0 (genPrivateKey "ed25519"))"#, false),
        ]
    )
    func areEmptyOrNot(expression: String, isEmpty: Bool) {
        #expect(Rendering.text("{{ empty \(expression) }}") == "\(isEmpty)")
        #expect(Rendering.text("{{ any \(expression) }} {{ all \(expression) }}") == "\(!isEmpty) \(!isEmpty)")
        #expect(
            Rendering.text("{{ \(expression) | default \"D\" | kindOf }}")
                == (isEmpty ? "string" : Rendering.text("{{ kindOf \(expression) }}"))
        )
    }

    @Test(
        arguments: [
            (#"{{ default "d" }}"#, "d"),
            (#"{{ default "d" nil "x" }}"#, "d"),
            (#"{{ default "d" "x" nil }}"#, "x"),
            (
                #"{{ .Values.a.b | default "x" }}"#,
                #"template: web/templates/t.yaml:1:10: executing "web/templates/t.yaml" at <.Values.a.b>: "#
                    + "nil pointer evaluating interface {}.b"
            ),
            (#"{{ coalesce 0 1 2 }}"#, "1"),
            (#"{{ coalesce "" "" "c" }}"#, "c"),
            (#"{{ coalesce nil | toJson }}"#, "null"),
            (#"{{ all }} {{ any }}"#, "true false"),
            (#"{{ all 1 "a" true }} {{ all 1 0 }}"#, "true false"),
            (#"{{ any "" 1 }} {{ any "" 0 nil }}"#, "true false"),
            (#"{{ ternary 1 2 false }}"#, "2"),
            (#"{{ eq 1 2 | ternary "a" "b" }}"#, "b"),
            (#"{{ ternary nil 2 true | toJson }}"#, "null"),
            (#"{{ empty (list 1) | ternary "e" "f" }}"#, "f"),
        ]
    )
    func haveDefaults(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test func failSaysWhatItIsTold() {
        let function = SprigFunctions().table["fail"]
        let error = #expect(throws: FunctionError.self) { try function?.body([.string("no")]) }
        #expect(error?.message == "no")
    }

    @Test func namesOfTheTableAreSprigs() {
        let names = Set(SprigFunctions().table.keys)
        #expect(names.count == 208)
        #expect(names.isDisjoint(with: ["env", "expandenv", "toYaml", "include", "sha512sum", "mustFromYaml"]))
    }

    @Test func everyFunctionTakesWhatItSays() {
        // Arguments of the right types never break a function, whatever they are.
        let texts = ["", "a", "1", "%", "[", "\u{0}", "é", "2006-01-02", "UTC", "ed25519", "-1h"]
        let functions = SprigFunctions()
        for (name, function) in functions.table
        where !["genCA", "genSignedCert", "genSelfSignedCert", "genPrivateKey", "bcrypt", "htpasswd", "derivePassword"]
            .contains(name)
        {
            for seed in 0..<6 {
                let arguments = (function.parameters + (function.rest.map { [$0, $0] } ?? [])).enumerated().map {
                    index,
                    type in
                    Self.argument(of: type, texts[(seed * 3 + index) % texts.count], seed + index)
                }
                _ = try? function.body(arguments)
            }
        }
    }

    private static func argument(of type: GoType, _ text: String, _ number: Int) -> Value {
        switch type {
        case .bool: .bool(number % 2 == 0)
        case .integer(let type): .integer(Int64(number - 2), type)
        case .float: .float(Double(number) - 1.5)
        case .string: .string(Text(text))
        case .list: number % 2 == 0 ? .list(List([.string(Text(text))])) : .list(List([], isNil: true))
        case .map: number % 2 == 0 ? .map(Map([Text(text): .int(number)])) : .map(Map(isNil: true))
        case .any:
            [
                .null, .string(Text(text)), .int(number), .list(List([.null, .int(1)])), .map(Map(["a": .null])),
                .float(.nan),
            ][number % 6]
        case .named("time.Time", _): .time(.zero)
        default: .null
        }
    }
}
