// SPDX-License-Identifier: Apache-2.0

/// A `range` that is being executed.
final class Loop {
    let elements: Elements
    /// The variables that it sets, none to two.
    let variables: [Node]
    let isAssignment: Bool
    /// How many variables there are when a turn starts.
    let mark: Int
    var next = 0

    init(_ elements: Elements, _ pipeline: Pipeline, mark: Int) {
        self.elements = elements
        variables = pipeline.variables
        isAssignment = pipeline.isAssignment
        self.mark = mark
    }

    enum Elements {
        case list(List)
        case map(Map, keys: [Text])
        /// The whole numbers from zero up.
        case numbers(Int64, IntegerType)

        var count: Int {
            switch self {
            case .list(let list): list.elements.count
            case .map(_, let keys): keys.count
            case .numbers(let count, let type):
                type.isSigned ? Int(max(count, 0)) : Int(clamping: UInt64(bitPattern: count))
            }
        }
    }

    /// What a turn is about; a number has no index.
    func element(_ index: Int) -> (key: Held, value: Held) {
        switch elements {
        case .list(let list):
            (Held(.int(index), .exact), Held(list.elements[index], declaredAs: list.element))
        case .map(let map, let keys):
            (Held(.string(keys[index]), .exact), Held(map.entries[keys[index]] ?? .null, declaredAs: map.element))
        case .numbers(_, let type): (.missing, Held(.integer(Int64(index), type), .exact))
        }
    }
}
