// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Parts of lists, and what is in them.
extension SprigFunctions {
    var listSearchFunctions: [String: Function] {
        let functions: [(names: [String], function: Function)] = [
            (["has", "mustHas"], has), (["without", "mustWithout"], without), (["slice", "mustSlice"], slice),
            (["chunk", "mustChunk"], chunk),
        ]
        return functions.reduce(into: [:]) { table, entry in
            for name in entry.names { table[name] = entry.function }
        }
    }

    private var has: Function {
        Function([.any, .any], result: .bool) { arguments in
            if arguments[1].isNull { return .bool(false) }
            return .bool(try arguments[1].listed { "Cannot find has on type \($0)" }.holds(arguments[0]))
        }
    }

    private var without: Function {
        Function([.any], rest: .any, result: .values) { arguments in
            let elements = try arguments[0].listed { "Cannot find without on type \($0)" }
            let unwanted = Array(arguments.dropFirst())
            return .values(elements.filter { !unwanted.holds($0) })
        }
    }

    private var slice: Function {
        Function([.any], rest: .any) { arguments in
            let elements = try arguments[0].listed { "list should be type of slice or array but \($0)" }
            guard !elements.isEmpty, let list = arguments[0].asList else { return .null }
            let start = arguments.count > 1 ? arguments[1].asWhole : 0
            let end = arguments.count > 2 ? arguments[2].asWhole : Int64(elements.count)
            guard start >= 0, start <= end, end <= elements.count else {
                throw FunctionError("reflect.Value.Slice: slice index out of bounds")
            }
            return .list(List(Array(elements[Int(start)..<Int(end)]), of: list.element))
        }
    }

    private var chunk: Function {
        Function([.whole, .any], result: .list(.values)) { arguments in
            let size = arguments[0].number
            let elements = try arguments[1].listed { "Cannot chunk type \($0)" }
            // The number of parts as Sprig calculates it; what is no number of parts is a panic of Go.
            let count = (Double(elements.count - 1) / Double(size)).rounded(.down) + 1
            guard count.isFinite, count >= 0, size > 0 || count == 0 || !elements.isEmpty else {
                throw FunctionError("runtime error: makeslice: len out of range")
            }
            guard count > 0 else { return .list(List([], of: .values)) }
            guard size > 0 else { return .list(List([.values(elements)], of: .values)) }
            let parts = stride(from: 0, to: elements.count, by: size).map { start in
                Value.values(Array(elements[start..<min(start + size, elements.count)]))
            }
            return .list(List(parts, of: .values))
        }
    }
}
