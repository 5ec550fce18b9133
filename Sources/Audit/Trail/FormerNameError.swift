// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A name is not one that a configuration had before.
package enum FormerNameError: ExplainedError, Sendable, Equatable {
    /// A configuration of that name is still there.
    case present(name: String)
    /// The ledger has no such name; `known` are those that it has, sorted.
    case unknown(name: String, target: String, known: [String])

    package var explanation: Explanation {
        switch self {
        case .present(let name):
            return Explanation(
                "\(OptionName.formerly) \(name): that configuration is still there, "
                    + "and what it wants would be pruned as if it were not",
                remedy: "Remove the file \(name) if it has a new name, or leave the option out."
            )
        case .unknown(let name, let target, let known):
            let nearest = nearestName(to: name, among: known).map { "did you mean `\($0)`?" }
            return Explanation(
                "\(OptionName.formerly) \(name): the ledger of \(target) knows no configuration of that name",
                remedy: nearest ?? "It knows \(known.isEmpty ? "none" : known.joined(separator: ", "))."
            )
        }
    }
}
