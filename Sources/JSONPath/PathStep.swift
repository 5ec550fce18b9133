// SPDX-License-Identifier: Apache-2.0

/// A part of a text: text between braces is a path or a loop, other text chooses nothing.
enum TemplatePart: Sendable {
    /// `{.spec.containers[*].image}`.
    case path([PathStep])
    /// `{range .items[*]} … {end}`.
    case loop([PathStep], [TemplatePart])
}

/// A step of a path, from some values to others.
enum PathStep: Sendable {
    /// `.name` or `['name']`.
    case name(String)
    /// `.*`: all fields of a mapping, or all elements of a list.
    case all
    /// `..`: the values themselves and everything inside them that has parts.
    case descend
    /// `[2]`, `[-1]`, `[1:3]`, `[*]`: elements of a list.
    case elements(ElementRange)
    /// `[0,2]`, `['name','kind']`.
    case union([[PathStep]])
    /// `[?(@.name=="x")]`: the elements of a list that pass.
    case filter(PathFilter)
}

/// A range of elements; a negative number counts from the end.
struct ElementRange: Sendable, Equatable {
    var start: Int?
    var end: Int?
    var step = 1
    /// Whether only the element at `start` is meant.
    var isSingle = false

    /// The indices that a list of this length has.
    func indices(count: Int) -> [Int] {
        func place(_ index: Int) -> Int { index < 0 ? index + count : index }
        let first = place(start ?? 0)
        if isSingle { return (0..<count).contains(first) ? [first] : [] }
        let last = min(end.map(place) ?? count, count)
        let begin = max(first, 0)
        guard begin < last else { return [] }
        return Array(stride(from: begin, to: last, by: step))
    }
}

/// A condition on an element.
struct PathFilter: Sendable {
    let left: FilterOperand
    /// The comparison; without one, the left side has to choose something.
    let comparison: (operation: FilterOperation, right: FilterOperand)?
}

enum FilterOperation: String, Sendable, CaseIterable {
    case equal = "=="
    case notEqual = "!="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
}

/// A side of a comparison.
enum FilterOperand: Sendable {
    case path([PathStep])
    case literal(FilterValue)
}

/// A value that can be compared.
enum FilterValue: Sendable, Equatable {
    case string(String)
    case number(Double)
    case boolean(Bool)
}
