// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// A template with what it gives: the output, or Go's message after `template: t:`.
struct Example: Sendable, CustomStringConvertible {
    let template: String
    let result: String

    init(_ template: String, _ result: String) {
        (self.template, self.result) = (template, result)
    }

    var description: String { template }
}

/// The values that examples use.
func exampleValues() -> Value {
    let nested = Map(["b": .map(Map(["c": .string("deep")])), "n": .null, "list": .list(List([.float(1), .float(2)]))])
    let person: Value = .map(Map(["name": .string("Ann"), "tags": .list(List([.string("x"), .string("y")]))]))
    return .map(
        Map([
            "s": .string("text"), "n": .float(3), "t": .bool(true), "f": .bool(false), "zero": .float(0),
            "empty": .string(""),
            "null": .null, "l": .list(List([.string("a"), .string("b"), .string("c")])), "none": .list(List([])),
            "m": .map(Map(["k1": .string("v1"), "k2": .string("v2")])), "nomap": .map(Map()), "a": .map(nested),
            "people": .list(List([person, person])),
            "mixed": .list(List([.float(1), .string("x"), .null, .bool(false)])),
        ])
    )
}

/// Renders a text as the template `t`; an error becomes its message, without the part that all have.
func rendered(_ template: String, with values: Value? = nil, in set: TemplateSet = TemplateSet()) -> String {
    do {
        try set.parse(Text(template), named: "t")
        return try set.execute("t", with: values ?? exampleValues()).string
    } catch let error as ParseError {
        return shortened(error.description)
    } catch let error as ExecutionError {
        return shortened(error.description)
    } catch {
        return "\(error)"
    }
}

private func shortened(_ message: String) -> String {
    let start = "template: t:"
    return message.hasPrefix(start) ? String(message.dropFirst(start.count)) : message
}
