// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// The types of functions as Go writes them.
enum Signatures {
    static func text(_ function: Function) -> String {
        let rest = function.rest.map { ["...\($0)"] } ?? []
        let parameters = (function.parameters.map(\.description) + rest).joined(separator: ", ")
        return "func(\(parameters)) \(function.result)"
    }
}
