// SPDX-License-Identifier: Apache-2.0

extension Value {
    /// Whether `if` takes its first branch for the value: it is not zero, `false`, empty or nothing.
    public var isTrue: Bool {
        switch self {
        case .null: false
        case .bool(let bool): bool
        case .integer(let number, _): number != 0
        case .float(let number): number != 0
        case .complex(let real, let imaginary): real != 0 || imaginary != 0
        case .string(let text): !text.isEmpty
        case .list(let list): !list.elements.isEmpty
        case .map(let map): !map.entries.isEmpty
        case .function: true
        case .object(let object):
            if case .value(let value) = object.underlying { value.isTrue } else { true }
        }
    }

    /// Whether two values are equal in the sense of `reflect.DeepEqual`.
    ///
    /// Values that are nested too deeply, or too large, are never equal.
    public func isDeeplyEqual(to other: Value) -> Bool {
        var comparison = DeepComparison()
        return comparison.areEqual(self, other, depth: 0)
    }
}

/// A comparison of two values, with bounds for those that contain themselves.
private struct DeepComparison {
    private var left = 2 * Value.greatestSize

    mutating func areEqual(_ one: Value, _ other: Value, depth: Int) -> Bool {
        left -= 1
        guard left > 0, depth <= Value.greatestDepth else { return false }
        switch (one, other) {
        case (.null, .null): return true
        case (.bool(let one), .bool(let other)): return one == other
        case (.integer(let one, let oneType), .integer(let other, let otherType)):
            return one == other && oneType == otherType
        case (.float(let one), .float(let other)): return one == other
        case (.complex(let real, let imaginary), .complex(let otherReal, let otherImaginary)):
            return real == otherReal && imaginary == otherImaginary
        case (.string(let one), .string(let other)): return one == other
        case (.list(let one), .list(let other)): return areEqual(one, other, depth)
        case (.map(let one), .map(let other)): return areEqual(one, other, depth)
        case (.object(let one), .object(let other)): return one === other || one.type == other.type && one.equals(other)
        default: return false
        }
    }

    private mutating func areEqual(_ one: List, _ other: List, _ depth: Int) -> Bool {
        guard one.element == other.element, one.isNil == other.isNil, one.elements.count == other.elements.count else {
            return false
        }
        for (mine, its) in zip(one.elements, other.elements) {
            guard areEqual(mine, its, depth: depth + 1) else { return false }
        }
        return true
    }

    private mutating func areEqual(_ one: Map, _ other: Map, _ depth: Int) -> Bool {
        if one === other { return true }
        let (entries, others) = (one.entries, other.entries)
        guard one.type == other.type, one.isNil == other.isNil, entries.count == others.count else { return false }
        for (key, mine) in entries {
            guard let its = others[key], areEqual(mine, its, depth: depth + 1) else { return false }
        }
        return true
    }
}
