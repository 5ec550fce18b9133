// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

/// A struct, or a pointer to one, with given fields and a method that no template can call.
private final class Record: Object {
    let type: GoType
    private let fields: [(name: String, value: Value)]

    init(_ fields: [(name: String, value: Value)], isPointer: Bool = false) {
        self.fields = fields
        type = isPointer ? .named("*r.Record", .ptr) : .named("r.Record", .struct)
    }

    var underlying: Underlying { .fields(fields) }

    func method(_ name: String) -> Function? {
        name == "Pair" ? Function(complaint: "function Pair has 3 return values; should be 1 or 2") : nil
    }

    func equals(_ other: any Object) -> Bool { (other as? Record)?.fields.count == fields.count }
}

/// What Go's rules for structs mean for templates.
@Suite struct StructTests {
    private func result(_ template: String) -> String {
        let inner = Value.object(Record([("l", .list(List([.string("x")])))]))
        let values = Map([
            "plain": .object(Record([("a", .int(1)), ("b", .string("x"))])), "list": inner,
            "map": .object(Record([("m", .map(Map()))])), "nested": .object(Record([("r", inner)])),
            "pointer": .object(Record([("l", .list(List([])))], isPointer: true)),
        ])
        return rendered(template, with: .map(values))
    }

    @Test(arguments: ["plain", "pointer"])
    func `a struct without lists and maps can be compared, and any pointer`(name: String) {
        #expect(result("{{ eq .\(name) .\(name) }}") == "true")
    }

    @Test(arguments: [("list", "{[x]}"), ("map", "{map[]}"), ("nested", "{{[x]}}")])
    func `a struct with lists or maps anywhere cannot be compared`(name: String, shown: String) {
        #expect(
            result("{{ eq .\(name) .\(name) }}")
                == "1:3: executing \"t\" at <eq .\(name) .\(name)>: error calling eq: "
                + "non-comparable type \(shown): r.Record"
        )
    }

    @Test(arguments: [
        ("len .pointer", "len of type r.Record"), ("index .pointer 0", "can't index item of type r.Record"),
        ("slice .pointer 0", "can't slice item of type *r.Record"),
    ])
    func `what len and index refuse is what a pointer leads to`(call: String, cause: String) {
        let name = call.prefix { $0 != " " }
        #expect(result("{{ \(call) }}") == "1:3: executing \"t\" at <\(call)>: error calling \(name): \(cause)")
    }

    @Test func `a field that is only printed cannot be read`() {
        let place = "1:21: executing \"t\" at <.a>: "
        #expect(
            result("{{ with .plain }}[{{ .a }}]{{ end }}")
                == place + "a is an unexported field of struct type r.Record"
        )
        #expect(
            result("{{ with .plain }}[{{ .c }}]{{ end }}") == place.replacing(".a", with: ".c")
                + "can't evaluate field c in type r.Record"
        )
    }

    @Test func `a method with too many results is known, but cannot be called`() {
        let place = "1:9: executing \"t\" at <.plain.Pair>: "
        #expect(result("{{ .plain.Pair }}") == place + "function Pair has 3 return values; should be 1 or 2")
        #expect(result("{{ .plain.Pair 1 }}") == place + "wrong number of args for Pair: want 0 got 1")
    }
}
