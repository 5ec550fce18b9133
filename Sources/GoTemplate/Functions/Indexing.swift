// SPDX-License-Identifier: Apache-2.0

/// The functions `index`, `slice` and `len`.
enum Indexing {
    /// `index`: an element of an element of … a value.
    static func element(_ item: Held, _ indexes: ArraySlice<Held>) throws(FunctionError) -> Held {
        guard !item.isNull else { throw FunctionError("index of untyped nil") }
        var item = item.unwrapped
        for index in indexes {
            guard !item.isNull else { throw FunctionError("index of nil pointer") }
            item = try element(item, index.unwrapped)
        }
        return item
    }

    private static func element(_ item: Held, _ index: Held) throws(FunctionError) -> Held {
        switch inner(item.value) {
        case .list(let list):
            let place = try self.place(index, upTo: list.elements.count)
            guard place < list.elements.count else { throw FunctionError("reflect: slice index out of range") }
            return Held(list.elements[place], declaredAs: list.element)
        case .string(let text):
            let place = try self.place(index, upTo: text.count)
            guard place < text.count else { throw FunctionError("reflect: string index out of range") }
            return Held(.integer(Int64(text.bytes[place]), .uint8), .exact)
        case .map(let map):
            guard !index.isNull else { throw FunctionError("value is nil; should be of type string") }
            guard case .string(let key) = index.value else {
                throw FunctionError(Text("value has type \(index.value.type); should be string"))
            }
            return Held(map.entries[key] ?? map.element.zero, declaredAs: map.element)
        default: throw FunctionError(Text("can't index item of type \(item.value.type.pointee)"))
        }
    }

    /// `slice`: a part of a list or a text.
    static func part(_ item: Held, _ indexes: [Held]) throws(FunctionError) -> Held {
        guard !item.isNull else { throw FunctionError("slice of untyped nil") }
        guard indexes.count <= 3 else { throw FunctionError(Text("too many slice indexes: \(indexes.count)")) }
        let length: Int
        switch inner(item.value) {
        case .string(let text):
            guard indexes.count < 3 else { throw FunctionError("cannot 3-index slice a string") }
            length = text.count
        case .list(let list): length = list.elements.count
        default: throw FunctionError(Text("can't slice item of type \(item.value.type)"))
        }
        var bounds = [0, length]
        for (index, held) in indexes.enumerated() {
            let bound = try place(held, upTo: length)
            if index < 2 { bounds[index] = bound } else { bounds.append(bound) }
        }
        for (bound, next) in zip(bounds, bounds.dropFirst()) where bound > next {
            throw FunctionError(Text("invalid slice index: \(bound) > \(next)"))
        }
        switch inner(item.value) {
        case .string(let text): return Held(.string(Text(text.bytes[bounds[0]..<bounds[1]])), .exact)
        case .list(let list):
            return Held(.list(List(Array(list.elements[bounds[0]..<bounds[1]]), of: list.element)), .exact)
        default: return .missing
        }
    }

    /// `len`: how many elements, entries or bytes a value has.
    static func length(_ item: Held) throws(FunctionError) -> Int {
        if item.isMissing { throw FunctionError("reflect: call of reflect.Value.Type on zero Value") }
        switch inner(item.value) {
        case .null: throw FunctionError("len of nil pointer")
        case .list(let list): return list.elements.count
        case .map(let map): return map.entries.count
        case .string(let text): return text.count
        default: throw FunctionError(Text("len of type \(item.value.type.pointee)"))
        }
    }

    /// An index as a number; Go checks only later that it is less than the length.
    private static func place(_ index: Held, upTo length: Int) throws(FunctionError) -> Int {
        guard !index.isMissing else { throw FunctionError("cannot index slice/array with nil") }
        guard index.view != .interface, case .integer(let number, _) = index.value else {
            throw FunctionError(Text("cannot index slice/array with type \(index.staticType)"))
        }
        guard number >= 0, number <= length else { throw FunctionError(Text("index out of range: \(number)")) }
        return Int(number)
    }

    /// What is in an object of a named type.
    private static func inner(_ value: Value) -> Value {
        guard case .object(let object) = value, case .value(let inner) = object.underlying else { return value }
        return inner
    }
}
