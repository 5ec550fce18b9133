// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A name is not one that a configuration had before.
package enum FormerNameError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A configuration of that name is still there.
    case present(name: String)
    /// The ledger has no such name; `known` are those that it has, sorted.
    case unknown(name: String, target: String, known: [String])

    package var description: String {
        switch self {
        case .present(let name):
            return """
                \(OptionName.formerly) \(name): that configuration is still there, and what it wants would be pruned as if it were not
                Remove the file \(name) if it has a new name, or leave the option out.
                """
        case .unknown(let name, let target, let known):
            let nearest = nearestName(to: name, among: known).map { "did you mean `\($0)`?" }
            return """
                \(OptionName.formerly) \(name): the ledger of \(target) knows no configuration of that name
                \(nearest ?? "It knows \(known.isEmpty ? "none" : known.joined(separator: ", ")).")
                """
        }
    }
}
