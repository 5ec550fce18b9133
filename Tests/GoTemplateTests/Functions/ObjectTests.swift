// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

/// A struct with a field, a method and a name.
private final class Version: Object {
    let type: GoType
    let major: Int

    init(_ major: Int, isPointer: Bool = false) {
        self.major = major
        type = isPointer ? .named("*v.Version", .ptr) : .named("v.Version", .struct)
    }

    func field(_ name: String) -> Value? { ["Major": .int(major), "Inner": .object(Version(major))][name] }

    func method(_ name: String) -> Function? {
        switch name {
        case "Add":
            Function([.integer(.int)], result: .integer(.int)) { [major] arguments in
                guard case .integer(let number, _) = arguments[0] else { return .null }
                return .int(major + Int(number))
            }
        case "Fail": Function([]) { _ in throw FunctionError("no") }
        default: nil
        }
    }

    var description: Text? { type.kind == .ptr ? Text("v\(major)") : nil }

    var actionDescription: Text? { Text("v\(major)") }

    var underlying: Underlying { .fields([("Major", .int(major)), ("Extra", .list(List([.string("a")])))]) }

    func equals(_ other: any Object) -> Bool { (other as? Version)?.major == major }
}

/// A named map of bytes.
private final class Files: Object {
    let type = GoType.named("x.Files", .map)
    let map = Map(["a.txt": .list(List([.integer(104, .uint8)], of: .integer(.uint8)))], of: .list(.integer(.uint8)))

    var underlying: Underlying { .value(.map(map)) }

    func method(_ name: String) -> Function? {
        name == "Get" ? Function([.string], result: .string) { .string("got " + $0[0].printed) } : nil
    }
}

/// A named list of texts.
private final class Versions: Object {
    let type = GoType.named("x.Versions", .slice)

    var underlying: Underlying { .value(.list(List([.string("v1"), .string("v2")], of: .string))) }

    func method(_ name: String) -> Function? {
        name == "Has" ? Function([.string], result: .bool) { .bool($0[0].printed == "v1") } : nil
    }
}

@Suite struct ObjectTests {
    private func result(_ template: String, missingKey: MissingKey = .default) -> String {
        let named = Map(
            named: "x.Values",
            ["YAML": .string("key"), "k": .string("v")],
            methods: ["YAML": Function([], result: .string) { _ in .string("method") }]
        )
        let values: Value = .map(
            Map([
                "V": .object(Version(3)), "P": .object(Version(3, isPointer: true)),
                "Q": .object(Version(3, isPointer: true)), "F": .object(Files()), "L": .object(Versions()),
                "M": .map(named),
            ])
        )
        let set = TemplateSet(
            functions: [
                "pointer": Function([.named("*v.Version", .ptr)], result: .string) {
                    $0[0].printed.count > 0 ? .string("ok") : .null
                }, "version": Function([.named("v.Version", .struct)], result: .string) { _ in .string("ok") },
                "map": Function([.map(.any)], result: .string) { .string(Text("\($0[0].type)")) },
                "texts": Function([.list(.string)], result: .string) { .string($0[0].printed) },
                "files": Function([.map(.list(.integer(.uint8)))], result: .string) { .string($0[0].printed) },
            ],
            missingKey: missingKey
        )
        return rendered(template, with: values, in: set)
    }

    @Test(
        arguments: [
            Example("{{ .V.Major }}", "3"),
            Example("{{ .V.Add 2 }}", "5"),
            Example("{{ 2 | .V.Add }}", "5"),
            Example("{{ (.V.Add 2) | print }}", "5"),
            Example("{{ $v := .V }}{{ $v.Add 1 }}", "4"),
            Example("{{ with .V }}{{ .Add 1 }}{{ .Major }}{{ end }}", "43"),
            Example("{{ .P.Inner }} {{ .V }}", "v3 {3 [a]}"),
            Example("{{ print .V }}", "{3 [a]}"),
            Example("{{ printf \"%v %+v\" .V .V }}", "{3 [a]} {Major:3 Extra:[a]}"),
            Example("{{ printf \"%#v\" .V }}", "v.Version{Major:3, Extra:[]interface {}{\"a\"}}"),
            Example("{{ printf \"%T\" .V }}", "v.Version"),
            Example("{{ .P }} {{ print .P }} {{ printf \"%s %v %q\" .P .P .P }}", "v3 v3 v3 v3 \"v3\""),
            Example("{{ printf \"%d\" .P }}", "&{3 [%!d(string=a)]}"),
            Example("{{ if .V }}T{{ end }}{{ if .P }}T{{ end }}", "TT"),
            Example("{{ eq .P .P }} {{ eq .P .Q }}", "true false"),
            Example("{{ .F.Get \"x\" }}", "got x"),
            Example("{{ len .F }}", "1"),
            Example("{{ range $k, $v := .F }}{{ $k }}{{ $v }}{{ end }}", "a.txt[104]"),
            Example("{{ index .F \"a.txt\" }}", "[104]"),
            Example("{{ print .F }}", "map[a.txt:[104]]"),
            Example("{{ files .F }}", "map[a.txt:[104]]"),
            Example("{{ .L.Has \"v1\" }}{{ .L.Has \"v2\" }}", "truefalse"),
            Example("{{ range .L }}{{ . }}{{ end }}", "v1v2"),
            Example("{{ len .L }}{{ index .L 1 }}", "2v2"),
            Example("{{ texts .L }}", "[v1 v2]"),
            Example("{{ slice .L 1 }}", "[v2]"),
            Example("{{ if .L }}T{{ end }}", "T"),
            Example("{{ .M.YAML }}{{ .M.k }}", "methodv"),
            Example("{{ map .M }}", "x.Values"),
            Example("{{ printf \"%T\" .M }}", "x.Values"),
            Example("{{ .M }}", "map[YAML:key k:v]"),
            Example("{{ index .M \"YAML\" }}", "key"),
            Example("{{ version .V }}{{ version .P }}{{ pointer .P }}", "okokok"),
        ]
    )
    func areUsed(_ example: Example) {
        #expect(result(example.template) == example.result)
    }

    @Test(
        arguments: [
            Example(
                "{{ .V.major }}",
                "1:5: executing \"t\" at <.V.major>: can't evaluate field major in type interface {}"
            ),
            Example(
                "{{ with .V }}{{ .x }}{{ end }}",
                "1:16: executing \"t\" at <.x>: can't evaluate field x in type v.Version"
            ),
            Example(
                "{{ .V.Major 1 }}",
                "1:5: executing \"t\" at <.V.Major>: Major has arguments but cannot be invoked as function"
            ),
            Example("{{ .V.Add }}", "1:5: executing \"t\" at <.V.Add>: wrong number of args for Add: want 1 got 0"),
            Example("{{ .V.Add \"a\" }}", "1:10: executing \"t\" at <\"a\">: expected integer; found \"a\""),
            Example("{{ .V.Fail }}", "1:5: executing \"t\" at <.V.Fail>: error calling Fail: no"),
            Example("{{ .V.Add.x }}", "1:5: executing \"t\" at <.V.Add.x>: wrong number of args for Add: want 1 got 0"),
            Example("{{ range .V }}{{ end }}", "1:9: executing \"t\" at <.V>: range can't iterate over {3 [a]}"),
            Example("{{ len .V }}", "1:3: executing \"t\" at <len .V>: error calling len: len of type v.Version"),
            Example(
                "{{ index .V 0 }}",
                "1:3: executing \"t\" at <index .V 0>: error calling index: can't index item of type v.Version"
            ),
            Example(
                "{{ lt .V 1 }}",
                "1:3: executing \"t\" at <lt .V 1>: error calling lt: invalid type for comparison"
            ),
            Example(
                "{{ eq .V 1 }}",
                "1:3: executing \"t\" at <eq .V 1>: error calling eq: incompatible types for comparison: v.Version and int"
            ),
            Example(
                "{{ map .V }}",
                "1:7: executing \"t\" at <.V>: wrong type for value; expected map[string]interface {}; got v.Version"
            ),
            Example(
                "{{ map .F }}",
                "1:7: executing \"t\" at <.F>: wrong type for value; expected map[string]interface {}; got x.Files"
            ),
            Example(
                "{{ pointer .V }}",
                "1:11: executing \"t\" at <.V>: wrong type for value; expected *v.Version; got v.Version"
            ),
        ]
    )
    func areMisused(_ example: Example) {
        #expect(result(example.template) == example.result)
    }

    @Test func haveZeroForWhatANamedMapLacks() {
        #expect(result("{{ .F.none }}", missingKey: .zero) == "[]")
        #expect(result("[{{ .M.none }}]", missingKey: .zero) == "[<no value>]")
        #expect(
            result("{{ .M.none.x }}", missingKey: .zero)
                == "1:5: executing \"t\" at <.M.none.x>: nil pointer evaluating interface {}.x"
        )
    }

    @Test func shareTheEntriesOfAMap() {
        let map = Map(["a": .int(1)])
        let named = Map(named: "x.Values", sharing: map, methods: [:])
        named.entries["b"] = .int(2)
        #expect(map.sortedKeys == ["a", "b"])
        map.entries["c"] = .int(3)
        #expect(named.sortedKeys == ["a", "b", "c"])
        #expect(named.type == .named("x.Values", .map))
        #expect(Value.map(named).isTrue)
    }
}
