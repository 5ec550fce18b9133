// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// The values for which the generated templates were given to Go.
func generatedValues() -> Value {
    let nested = Map([
        "b": .map(Map(["c": .string("deep")])),
        "n": .null,
        "list": .list(List([.float(1), .float(2)])),
    ])
    let person: Value = .map(
        Map([
            "name": .string("Ann"),
            "tags": .list(List([.string("x"), .string("y")])),
        ])
    )
    let letters = ["a", "b", "c", "d"].map { Value.string(Text($0)) }
    return .map(
        Map([
            "s": .string("text"),
            "n": .float(3),
            "t": .bool(true),
            "f": .bool(false),
            "zero": .float(0),
            "empty": .string(""),
            "null": .null,
            "l": .list(List(letters)),
            "none": .list(List([])),
            "m": .map(Map(["k1": .string("v1"), "k2": .string("v2")])),
            "nomap": .map(Map()),
            "a": .map(nested),
            "people": .list(List([person, person])),
            "mixed": .list(List([.float(1.5), .string("x é"), .null, .bool(false)])),
            "big": .float(12_345_678),
            "small": .float(0.000001),
            "neg": .float(-2.5),
        ])
    )
}
