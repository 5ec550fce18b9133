// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Maps merged into others, which they change.
extension SprigFunctions {
    var mergeFunctions: [String: Function] {
        [
            "merge": merge(Merging(overwrites: false)),
            "mustMerge": merge(Merging(overwrites: false)),
            "mergeOverwrite": merge(Merging(overwrites: true)),
            "mustMergeOverwrite": merge(Merging(overwrites: true)),
        ]
    }

    private func merge(_ merging: Merging) -> Function {
        Function([.dictionary], rest: .dictionary) { arguments in
            var map = arguments[0].dictionary
            for source in arguments.dropFirst().map(\.dictionary) where !source.isNil {
                if map.isNil { map = Map() }
                try Value.map(source).requireBounded()
                try merging.merge(source, into: map)
            }
            return .map(map)
        }
    }
}

/// How a map goes into another one.
struct Merging {
    /// Whether what is there already is replaced; otherwise only what is missing or empty is filled in.
    let overwrites: Bool

    /// How deep maps may be; one that contains itself is deeper than any limit.
    private static let limit = 1000

    func merge(_ source: Map, into target: Map) throws(FunctionError) { try merge(source, into: target, depth: 0) }

    private func merge(_ source: Map, into target: Map, depth: Int) throws(FunctionError) {
        guard depth <= Self.limit else { throw FunctionError("the maps are too deep to be merged") }
        if source === target { return }
        for key in source.sortedKeys {
            guard let new = source.entries[key] else { continue }
            let old = target.entries[key]
            if new.isNull {
                if overwrites { try assign(new, to: key, in: target) }
                continue
            }
            if case .map(let newMap) = new, case .map(let oldMap)? = old {
                try merge(newMap, into: oldMap, depth: depth + 1)
            }
            if try keeps(old, against: new, at: key, in: target) { continue }
            if overwrites || old.map(\.isMissing) ?? true { try assign(new, to: key, in: target) }
        }
    }

    /// Whether a value stays although there is a new one, which for a list may already be in its place.
    private func keeps(_ old: Value?, against new: Value, at key: Text, in target: Map) throws(FunctionError) -> Bool {
        guard let old, !old.isMissing else { return false }
        if new.isList {
            if overwrites { try assign(new, to: key, in: target) }
            return true
        }
        return if case .map = new { true } else { false }
    }

    private func assign(_ value: Value, to key: Text, in map: Map) throws(FunctionError) {
        guard map.element == .any || map.element == value.type else {
            let type = value.isNull ? "interface {}" : "\(value.type)"
            throw FunctionError(
                Text("reflect.Value.SetMapIndex: value of type \(type) is not assignable to type \(map.element)")
            )
        }
        map.entries[key] = value
    }
}

extension Value {
    /// Whether a merge takes the value for missing: zero, false, and what has no elements, but never a struct.
    fileprivate var isMissing: Bool {
        switch self {
        case .complex: false
        default: isEmpty
        }
    }
}
