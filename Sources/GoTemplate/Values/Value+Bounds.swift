// SPDX-License-Identifier: Apache-2.0

extension Value {
    /// How deeply values may be nested for what walks through them by recursion.
    public static let greatestDepth = 500

    /// How many values one may consist of.
    public static let greatestSize = 1_000_000

    /// Throws if the value is nested too deeply or too large to be worked through, as one that contains itself is.
    ///
    /// Whoever walks through a whole value by recursion asks this first.
    public func requireBounded() throws(FunctionError) {
        var left = Self.greatestSize
        try measure(&left, depth: 0)
    }

    private func measure(_ left: inout Int, depth: Int) throws(FunctionError) {
        left -= 1
        guard depth <= Self.greatestDepth else { throw FunctionError("the value is nested too deeply") }
        guard left > 0 else { throw FunctionError("the value is too large") }
        switch self {
        case .list(let list):
            guard list.element == .any || list.element.isComposed else {
                left -= list.elements.count
                return
            }
            for element in list.elements { try element.measure(&left, depth: depth + 1) }
        case .map(let map):
            for value in map.entries.values { try value.measure(&left, depth: depth + 1) }
        case .object(let object):
            switch object.underlying {
            case .value(let value): try value.measure(&left, depth: depth + 1)
            case .fields(let fields): for field in fields { try field.value.measure(&left, depth: depth + 1) }
            }
        default: break
        }
    }
}

extension GoType {
    fileprivate var isComposed: Bool {
        switch self {
        case .list, .map, .named: true
        default: false
        }
    }
}
