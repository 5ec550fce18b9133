// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// The types of functions as Go writes them.
enum Signatures {
    static func text(_ function: Function) -> String {
        let rest = function.rest.map { ["...\(name($0))"] } ?? []
        let parameters = (function.parameters.map(name) + rest).joined(separator: ", ")
        return "func(\(parameters)) \(name(function.result))"
    }

    private static func name(_ type: GoType) -> String {
        switch type {
        case .any: "interface {}"
        case .bool: "bool"
        case .integer(let type): type.rawValue
        case .float: "float64"
        case .complex: "complex128"
        case .string: "string"
        case .list(let element): "[]\(name(element))"
        case .map(let element): "map[string]\(name(element))"
        case .function: "func"
        case .named(let name, _): name
        }
    }
}
