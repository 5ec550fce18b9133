// SPDX-License-Identifier: Apache-2.0

package import GoTemplate

/// Lists. A function whose name starts with `must` does what the one without does: both fail alike for templates.
extension SprigFunctions {
    var listFunctions: [String: Function] {
        var table: [String: Function] = [
            "list": Function([], rest: .any, result: .values) { .values($0) },
            "tuple": Function([], rest: .any, result: .values) { .values($0) },
            "concat": Function([], rest: .any) { arguments in
                var all: [Value] = []
                for list in arguments {
                    all += try list.listed { "Cannot concat type \($0) as list" }
                }
                return all.isEmpty && arguments.isEmpty ? .noValues : .list(List(all, isNil: all.isEmpty))
            },
            "sortAlpha": Function([.any], result: .texts) { arguments in
                guard arguments[0].isList else { return .texts([arguments[0].asText]) }
                return .texts(arguments[0].asTexts.sorted())
            },
            "toStrings": Function([.any], result: .texts) { .texts($0[0].asTexts) },
        ]
        for (names, function) in [(endNames, ends), (growthNames, growths)] {
            for (name, others) in names { for other in others { table[other] = function[name] } }
        }
        return table
    }

    private var endNames: [String: [String]] {
        Dictionary(
            uniqueKeysWithValues: ["first", "last", "rest", "initial", "reverse", "compact", "uniq"].map {
                ($0, [$0, "must" + $0.prefix(1).uppercased() + $0.dropFirst()])
            }
        )
    }

    private var ends: [String: Function] {
        [
            "first": Function([.any]) { try $0[0].listed { "Cannot find first on type \($0)" }.first ?? .null },
            "last": Function([.any]) { try $0[0].listed { "Cannot find last on type \($0)" }.last ?? .null },
            "rest": Function([.any], result: .values) { arguments in
                let elements = try arguments[0].listed { "Cannot find rest on type \($0)" }
                return elements.isEmpty ? .noValues : .values(Array(elements.dropFirst()))
            },
            "initial": Function([.any], result: .values) { arguments in
                let elements = try arguments[0].listed { "Cannot find initial on type \($0)" }
                return elements.isEmpty ? .noValues : .values(Array(elements.dropLast()))
            },
            "reverse": Function([.any], result: .values) {
                .values(try $0[0].listed { "Cannot find reverse on type \($0)" }.reversed())
            },
            "compact": Function([.any], result: .values) {
                .values(try $0[0].listed { "Cannot compact on type \($0)" }.filter { !$0.isEmpty })
            },
            "uniq": Function([.any], result: .values) {
                .values(try $0[0].listed { "Cannot find uniq on type \($0)" }.withoutRepetition)
            },
        ]
    }

    private var growthNames: [String: [String]] {
        ["push": ["push", "append", "mustPush", "mustAppend"], "prepend": ["prepend", "mustPrepend"]]
    }

    private var growths: [String: Function] {
        [
            "push": Function([.any, .any], result: .values) {
                .values(try $0[0].listed { "Cannot push on type \($0)" } + [$0[1]])
            },
            "prepend": Function([.any, .any], result: .values) {
                .values([$0[1]] + (try $0[0].listed { "Cannot prepend on type \($0)" }))
            },
        ]
    }
}

extension Value {
    /// The list that the value is, even behind a name.
    var asList: List? {
        switch self {
        case .list(let list): list
        case .object(let object): if case .value(.list(let list)) = object.underlying { list } else { nil }
        default: nil
        }
    }

    var isList: Bool { asList != nil }

    /// Returns the elements of a list, or throws what a function says about a value of another kind.
    func listed(_ complaint: (String) -> String) throws(FunctionError) -> [Value] {
        if let list = asList { return list.elements }
        if isNull { throw .nilPointer }
        throw FunctionError(Text(complaint(kind)))
    }

    /// Whether Sprig takes the value for none: zero, false, and what has no elements.
    package var isEmpty: Bool {
        switch self {
        case .null: true
        case .bool(let flag): !flag
        case .integer(let number, _): number == 0
        case .float(let number): number == 0
        case .complex(let real, let imaginary): real == 0 && imaginary == 0
        case .string(let text): text.isEmpty
        case .list(let list): list.elements.isEmpty
        case .map(let map): map.entries.isEmpty
        case .function: false
        case .object(let object):
            // A struct is never empty, a pointer only if it is nil.
            switch object.underlying {
            case .fields: false
            case .value(let value): value.isEmpty
            }
        }
    }
}

extension [Value] {
    /// The values without those that are equal to one before.
    var withoutRepetition: [Value] {
        var kept: [Value] = []
        for value in self where !kept.holds(value) { kept.append(value) }
        return kept
    }

    /// Whether there is a value that is equal, of the same type.
    func holds(_ value: Value) -> Bool { contains { $0.isDeeplyEqual(to: value) } }
}
