// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Maps. Go gives their keys in any order; here the order is that of the bytes.
extension SprigFunctions {
    var mapFunctions: [String: Function] {
        readingFunctions.merging(changingFunctions) { $1 }.merging(pickingFunctions) { $1 }
    }

    private var readingFunctions: [String: Function] {
        [
            "get": Function([.dictionary, .string]) { $0[0].dictionary.entries[$0[1].text] ?? .text("") },
            "hasKey": Function([.dictionary, .string], result: .bool) {
                .bool($0[0].dictionary.entries[$0[1].text] != nil)
            },
            "pluck": Function([.string], rest: .dictionary, result: .values) { arguments in
                .values(arguments.dropFirst().compactMap { $0.dictionary.entries[arguments[0].text] })
            },
            "keys": Function([], rest: .dictionary, result: .texts) { .texts($0.flatMap { $0.dictionary.sortedKeys }) },
            "values": Function([.dictionary], result: .values) { arguments in
                let map = arguments[0].dictionary
                return .values(map.sortedKeys.compactMap { map.entries[$0] })
            },
            "dig": Function([], rest: .any) { try dig($0) },
        ]
    }

    private var changingFunctions: [String: Function] {
        [
            "dict": Function([], rest: .any, result: .dictionary) { arguments in
                var entries: [Text: Value] = [:]
                for index in stride(from: 0, to: arguments.count, by: 2) {
                    entries[arguments[index].asText] = index + 1 < arguments.count ? arguments[index + 1] : .text("")
                }
                return .map(Map(entries))
            },
            "set": Function([.dictionary, .string, .any], result: .dictionary) { arguments in
                let map = arguments[0].dictionary
                guard !map.isNil else { throw FunctionError("assignment to entry in nil map") }
                map.entries[arguments[1].text] = arguments[2]
                return .map(map)
            },
            "unset": Function([.dictionary, .string], result: .dictionary) { arguments in
                let map = arguments[0].dictionary
                if !map.isNil { map.entries[arguments[1].text] = nil }
                return .map(map)
            },
        ]
    }

    private var pickingFunctions: [String: Function] {
        [
            "pick": Function([.dictionary], rest: .string, result: .dictionary) { arguments in
                let keys = Set(arguments.dropFirst().map(\.text))
                return .map(Map(arguments[0].dictionary.entries.filter { keys.contains($0.key) }))
            },
            "omit": Function([.dictionary], rest: .string, result: .dictionary) { arguments in
                let keys = Set(arguments.dropFirst().map(\.text))
                return .map(Map(arguments[0].dictionary.entries.filter { !keys.contains($0.key) }))
            },
            "deepCopy": Function([.any]) { try DeepCopy.copy($0[0]) },
            "mustDeepCopy": Function([.any]) { try DeepCopy.copy($0[0]) },
        ]
    }
}

/// Follows keys into maps; the last two arguments are what stands for a missing key, and the map.
private func dig(_ arguments: [Value]) throws(FunctionError) -> Value {
    guard arguments.count >= 3 else { throw FunctionError("dig needs at least three arguments") }
    var map = try arguments[arguments.count - 1].plainMap()
    let fallback = arguments[arguments.count - 2]
    var keys: [Text] = []
    for argument in arguments.dropLast(2) {
        guard case .string(let key) = argument else { throw .conversion(of: argument, to: "string") }
        keys.append(key)
    }
    for key in keys.dropLast() {
        guard let next = map.entries[key] else { return fallback }
        map = try next.plainMap()
    }
    return map.entries[keys[keys.count - 1]] ?? fallback
}

extension Value {
    /// Returns a map that has Go's type `map[string]interface {}` and no name.
    fileprivate func plainMap() throws(FunctionError) -> Map {
        guard case .map(let map) = self, map.type == .dictionary else {
            throw .conversion(of: self, to: "map[string]interface {}")
        }
        return map
    }
}
