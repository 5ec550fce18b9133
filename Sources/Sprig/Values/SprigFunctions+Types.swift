// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Types of values, and values of other types.
extension SprigFunctions {
    var typeFunctions: [String: Function] {
        [
            "typeOf": Function([.any], result: .string) { .text($0[0].typeName) },
            "typeIs": Function([.string, .any], result: .bool) { .bool($0[0].text.string == $0[1].typeName) },
            "typeIsLike": Function([.string, .any], result: .bool) { arguments in
                let name = arguments[1].typeName
                return .bool(arguments[0].text.string == name || "*" + arguments[0].text.string == name)
            },
            "kindOf": Function([.any], result: .string) { .text($0[0].kind) },
            "kindIs": Function([.string, .any], result: .bool) { .bool($0[0].text.string == $0[1].kind) },
            "deepEqual": Function([.any, .any], result: .bool) { .bool($0[0].isDeeplyEqual(to: $0[1])) },
        ]
    }

    var conversionFunctions: [String: Function] {
        [
            "toString": Function([.any], result: .string) { .string($0[0].asText) },
            "int": Function([.any], result: .whole) { .integer($0[0].asWhole, .int) },
            "int64": Function([.any], result: .long) { .int64($0[0].asWhole) },
            "float64": Function([.any], result: .float) { .float($0[0].asReal) },
            "atoi": Function([.string], result: .whole) { .integer(NumberTexts.nearest($0[0].text.bytes) ?? 0, .int) },
            "toDecimal": Function([.any], result: .long) {
                .int64(NumberTexts.whole($0[0].printed.bytes, base: 8) ?? 0)
            },
        ]
    }
}

extension Value {
    /// What Go's `%T` prints.
    var typeName: String { isNull ? "<nil>" : "\(type)" }
}
