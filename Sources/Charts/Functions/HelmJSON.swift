// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Sprig

/// Helm's functions for JSON, which never fail: a message takes the place of what cannot be read.
enum HelmJSON {
    static var functions: [String: Function] {
        [
            "toJson": Function([.any], result: .string) { arguments in
                .string((try? JSONWriter.write(arguments[0])) ?? Text())
            },
            "fromJson": Function([.string], result: .map(.any)) { .map(map($0)) },
            "fromJsonArray": Function([.string], result: .list(.any)) { .list(list($0)) },
        ]
    }

    private static func map(_ arguments: [Value]) -> Map {
        let read = read(arguments)
        switch read.value {
        case .map(let map) where read.error == nil: return map
        case .null where read.error == nil: return Map(isNil: true)
        case let value:
            let map = Map()
            if case .map(let partial) = value { map.entries = partial.entries }
            map.entries["Error"] = .string(message(read, "map[string]interface {}"))
            return map
        }
    }

    private static func list(_ arguments: [Value]) -> List {
        let read = read(arguments)
        switch read.value {
        case .list(let list) where read.error == nil: return list
        case .null where read.error == nil: return List([], isNil: true)
        default: return List([.string(message(read, "[]interface {}"))])
        }
    }

    private static func read(_ arguments: [Value]) -> JSONReader.Result {
        guard case .string(let text) = arguments.first else { return JSONReader.read(Text()) }
        return JSONReader.read(text)
    }

    /// The first error that Go meets: what is in a value of the wrong type is not looked at.
    private static func message(_ read: JSONReader.Result, _ type: String) -> Text {
        switch (read.value, read.error) {
        case (.null, let error?):
            let isNumber = error.message.string.hasPrefix("json: cannot unmarshal number ")
            return isNumber ? mismatch(.float(0), type) : error.message
        case (.map, let error?) where type.hasPrefix("map"), (.list, let error?) where type.hasPrefix("[]"):
            return error.message
        default: return mismatch(read.value, type)
        }
    }

    private static func mismatch(_ value: Value, _ type: String) -> Text {
        let kind =
            switch value {
            case .bool: "bool"
            case .string: "string"
            case .list: "array"
            case .map: "object"
            default: "number"
            }
        return Text("json: cannot unmarshal \(kind) into Go value of type \(type)")
    }
}
