// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@Suite struct ValueTests {
    @Test func areTrueOrNot() {
        let isTrue: [Value] = [
            .bool(true), .int(1), .int(-1), .integer(1, .uint8), .float(0.1), .float(.nan), .string("0"),
            .string("false"), .string(" "),
            .complex(real: 0, imaginary: 1), .list(List([.null])), .map(Map(["": .null])),
            .function(Function([]) { _ in .null }),
        ]
        let isFalse: [Value] = [
            .null, .bool(false), .int(0), .integer(0, .uint64), .float(0), .float(-0.0), .string(""),
            .complex(real: 0, imaginary: 0),
            .list(List([])), .list(List([], isNil: true)), .map(Map()), .map(Map([:], isNil: true)),
        ]
        for value in isTrue { #expect(value.isTrue, "\(value.printed)") }
        for value in isFalse { #expect(!value.isTrue, "\(value.printed)") }
    }

    @Test func haveTheTypesOfGo() {
        let table: [(Value, String)] = [
            (.null, "interface {}"),
            (.bool(true), "bool"),
            (.int(1), "int"),
            (.int64(1), "int64"),
            (.integer(1, .uint16), "uint16"),
            (.float(1), "float64"),
            (.complex(real: 0, imaginary: 0), "complex128"),
            (.string(""), "string"),
            (.list(List([])), "[]interface {}"),
            (.list(List([], of: .map(.any))), "[]map[string]interface {}"),
            (.map(Map()), "map[string]interface {}"),
            (.map(Map([:], of: .string)), "map[string]string"),
            (.map(Map(named: "x.Y", [:], methods: [:])), "x.Y"),
        ]
        for (value, name) in table { #expect(value.type.description == name) }
        #expect(GoType.named("time.Time", .struct).kind == .struct)
        #expect(GoType.integer(.uint8).kind == .uint8)
        #expect(
            [GoType.any.kind, GoType.list(.any).kind, GoType.map(.any).kind, GoType.function.kind] == [
                .interface, .slice, .map, .func,
            ]
        )
        #expect(IntegerType.allCases.filter(\.isSigned).count == 5)
    }

    @Test func haveZeros() {
        let table: [(GoType, String)] = [
            (.any, "<nil>"),
            (.bool, "false"),
            (.integer(.int64), "0"),
            (.float, "0"),
            (.complex, "(0+0i)"),
            (.string, ""),
            (.list(.string), "[]"),
            (.map(.any), "map[]"),
        ]
        for (type, text) in table { #expect(type.zero.printed.string == text) }
        if case .list(let list) = GoType.list(.string).zero {
            #expect(list.isNil && list.element == .string)
        } else {
            Issue.record("no list")
        }
        if case .map(let map) = GoType.map(.any).zero { #expect(map.isNil) } else { Issue.record("no map") }
    }

    @Test func areDeeplyEqual() {
        let one: Value = .map(Map(["a": .list(List([.int(1), .null])), "b": .string("x")]))
        let same: Value = .map(Map(["b": .string("x"), "a": .list(List([.int(1), .null]))]))
        #expect(one.isDeeplyEqual(to: same))
        let pairs: [(Value, Value, Bool)] = [
            (.null, .null, true), (.null, .bool(false), false), (.int(1), .int(1), true), (.int(1), .int64(1), false),
            (.int(1), .float(1), false), (.float(.nan), .float(.nan), false), (.float(0), .float(-0.0), true),
            (.string("a"), .string("a"), true), (.string("é"), .string("e\u{301}"), false),
            (.list(List([])), .list(List([])), true), (.list(List([])), .list(List([], isNil: true)), false),
            (.list(List([.string("a")])), .list(List([.string("a")], of: .string)), false),
            (.list(List([.int(1)])), .list(List([.int(1), .int(1)])), false), (.map(Map()), .map(Map()), true),
            (.map(Map()), .map(Map([:], isNil: true)), false),
            (.map(Map(["a": .null])), .map(Map(["b": .null])), false),
            (.map(Map(["a": .int(1)])), .map(Map(["a": .int(2)])), false),
            (.map(Map(["a": .int(1)], of: .any)), .map(Map(named: "x.Y", ["a": .int(1)], methods: [:])), false),
            (.complex(real: 1, imaginary: 2), .complex(real: 1, imaginary: 2), true), (.bool(true), .bool(true), true),
        ]
        for (one, other, isEqual) in pairs {
            #expect(one.isDeeplyEqual(to: other) == isEqual, "\(one.printed) and \(other.printed)")
            #expect(other.isDeeplyEqual(to: one) == isEqual)
        }
    }

    @Test func haveBounds() throws {
        try exampleValues().requireBounded()
        let cycle = Map()
        cycle.entries["a"] = .list(List([.map(cycle)]))
        #expect(throws: FunctionError.self) { try Value.map(cycle).requireBounded() }
        #expect(!Value.map(cycle).isDeeplyEqual(to: .map(Map(["a": .map(cycle)]))))
        var deep: Value = .null
        for _ in 0...Value.greatestDepth { deep = .list(List([deep])) }
        #expect(throws: FunctionError.self) { try deep.requireBounded() }
        var wide: Value = .int(1)
        for _ in 0..<40 { wide = .list(List([wide, wide])) }
        #expect(throws: FunctionError.self) { try wide.requireBounded() }
        try Value.list(List(Array(repeating: .integer(0, .uint8), count: 1000), of: .integer(.uint8))).requireBounded()
        cycle.entries = [:]
    }

    @Test func endWithoutRecursion() {
        var list: Value = .null
        var map: Value = .null
        for _ in 0..<200_000 {
            list = .list(List([list, .int(1)]))
            map = .map(Map(["a": map, "b": .list(List([.null]))]))
        }
        let kept = list
        list = .null
        map = .null
        if case .list(let last) = kept { #expect(last.elements.count == 2) } else { Issue.record("no list") }
    }

    @Test func areSharedOrCopiedAsInGo() {
        let map = Map(["a": .int(1)])
        let first: Value = .map(map)
        map.entries["a"] = .int(2)
        #expect(first.printed == "map[a:2]")
        var list = List([.int(1)])
        let second: Value = .list(list)
        list.elements.append(.int(2))
        #expect(second.printed == "[1]")
        #expect(list.elements.count == 2)
    }
}
