// SPDX-License-Identifier: Apache-2.0

import YAML

/// Follows paths through a document, with a bound for what is visited.
struct PathEvaluation {
    private let limit: Int
    private var visited = 0

    init(limit: Int) { self.limit = limit }

    /// The values that the parts of a text choose at a value.
    mutating func matches(of parts: [TemplatePart], at root: JSONPathMatch) throws(JSONPathLimitError)
        -> [JSONPathMatch]
    {
        var found: [JSONPathMatch] = []
        for part in parts {
            switch part {
            case .path(let steps): found += try follow(steps, from: [root])
            case .loop(let steps, let body):
                for match in try follow(steps, from: [root]) { found += try matches(of: body, at: match) }
            }
        }
        return found
    }

    private mutating func follow(
        _ steps: [PathStep],
        from start: [JSONPathMatch]
    ) throws(JSONPathLimitError) -> [JSONPathMatch] {
        var matches = start
        for step in steps {
            matches = try take(step, from: matches)
            if matches.isEmpty { break }
        }
        return matches
    }

    private mutating func count(_ more: Int) throws(JSONPathLimitError) {
        visited += more
        guard visited <= limit else { throw JSONPathLimitError(limit: limit) }
    }

    private mutating func take(
        _ step: PathStep,
        from matches: [JSONPathMatch]
    ) throws(JSONPathLimitError) -> [JSONPathMatch] {
        var found: [JSONPathMatch] = []
        if case .union(let choices) = step {
            // One choice after the other, each from all values.
            for choice in choices { found += try follow(choice, from: matches) }
            return found
        }
        for match in matches {
            switch step {
            case .name(let name):
                try count(1)
                if let field = match.node.field(name) { found.append(match.field(field)) }
            case .all:
                let children = match.children
                try count(children.count)
                found += children
            case .descend: try descend(from: match, into: &found)
            case .elements(let range):
                let elements = match.elements
                let indices = range.indices(count: elements.count)
                try count(indices.count)
                found += indices.map { match.element($0, elements[$0]) }
            case .filter(let filter):
                for (index, node) in match.elements.enumerated() {
                    let element = match.element(index, node)
                    if try passes(element, filter) { found.append(element) }
                }
            case .union: break
            }
        }
        return found
    }

    /// Takes a value with parts, then those of its parts that have parts, and so on.
    private mutating func descend(
        from match: JSONPathMatch,
        into found: inout [JSONPathMatch]
    ) throws(JSONPathLimitError) {
        let children = match.children
        guard !children.isEmpty else { return }
        try count(1)
        found.append(match)
        for child in children { try descend(from: child, into: &found) }
    }

    private mutating func passes(_ element: JSONPathMatch, _ filter: PathFilter) throws(JSONPathLimitError) -> Bool {
        try count(1)
        guard let (operation, right) = filter.comparison else {
            guard case .path(let steps) = filter.left else { return false }
            return try !follow(steps, from: [element]).isEmpty
        }
        guard let first = try value(of: filter.left, at: element), let second = try value(of: right, at: element) else {
            return false
        }
        return operation.holds(first, second)
    }

    /// The value of a side of a comparison; `nil` if it is not exactly one that can be compared.
    private mutating func value(
        of operand: FilterOperand,
        at element: JSONPathMatch
    ) throws(JSONPathLimitError) -> FilterValue? {
        switch operand {
        case .literal(let value): return value
        case .path(let steps):
            let matches = try follow(steps, from: [element])
            return matches.count == 1 ? FilterValue(matches[0].node) : nil
        }
    }
}

extension JSONPathMatch {
    /// The elements of a list.
    fileprivate var elements: [YAMLNode] {
        guard case .sequence(let elements) = node.content else { return [] }
        return elements
    }

    /// The fields of a mapping, or the elements of a list.
    fileprivate var children: [JSONPathMatch] {
        switch node.content {
        case .scalar: []
        case .sequence(let elements): elements.enumerated().map { element($0.offset, $0.element) }
        case .mapping(let fields): fields.map(field)
        }
    }
}

extension YAMLNode {
    fileprivate func field(_ name: String) -> YAMLField? {
        guard case .mapping(let fields) = content else { return nil }
        return fields.first { $0.key == name }
    }
}

extension FilterOperation {
    /// Whether the comparison holds; values of different kinds are not equal, and have no order.
    fileprivate func holds(_ left: FilterValue, _ right: FilterValue) -> Bool {
        switch self {
        case .equal: return left == right
        case .notEqual: return left != right
        case .less, .lessOrEqual, .greater, .greaterOrEqual: break
        }
        switch (left, right) {
        case (.string(let left), .string(let right)):
            return holds(left, right) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        case (.number(let left), .number(let right)): return holds(left, right, by: <)
        default: return false
        }
    }

    private func holds<Value>(_ left: Value, _ right: Value, by precedes: (Value, Value) -> Bool) -> Bool {
        switch self {
        case .less: precedes(left, right)
        case .lessOrEqual: !precedes(right, left)
        case .greater: precedes(right, left)
        case .greaterOrEqual: !precedes(left, right)
        case .equal, .notEqual: false
        }
    }
}

extension FilterValue {
    /// The value of a scalar; `nil` for `null`, lists and mappings, which cannot be compared.
    init?(_ node: YAMLNode) {
        guard case .scalar(let scalar) = node.content else { return nil }
        switch scalar.meaning {
        case .string: self = .string(scalar.text)
        case .integer(let number): self = .number(Double(number))
        case .number: self = Double(scalar.text).map(FilterValue.number) ?? .string(scalar.text)
        case .boolean(let flag): self = .boolean(flag)
        case .null, nil: return nil
        }
    }
}
