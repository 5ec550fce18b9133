// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Copies of values that share no map with what they are a copy of.
enum DeepCopy {
    /// How deep values may be; one that contains itself is deeper than any limit.
    private static let limit = 1000

    static func copy(_ value: Value) throws(FunctionError) -> Value {
        if value.isNull { throw FunctionError("reflect: call of reflect.Value.Type on zero Value") }
        guard (try? value.requireBounded()) != nil else { throw FunctionError("deepCopy error: the value is too deep") }
        return try copy(value, depth: 0)
    }

    private static func copy(_ value: Value, depth: Int) throws(FunctionError) -> Value {
        guard depth <= limit else { throw FunctionError("deepCopy error: the value is too deep") }
        switch value {
        case .list(let list):
            var copied = list
            for index in copied.elements.indices {
                copied.elements[index] = try copy(copied.elements[index], depth: depth + 1)
            }
            return .list(copied)
        case .map(let map):
            var entries: [Text: Value] = [:]
            for (key, value) in map.entries { entries[key] = try copy(value, depth: depth + 1) }
            guard case .named(let name, _) = map.type else {
                return .map(Map(entries, of: map.element, isNil: map.isNil))
            }
            return .map(Map(named: name, entries, of: map.element, methods: map.methods))
        default:
            return value
        }
    }
}
