// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Plans

/// An error that no target is named, or an invalid one.
package enum TargetChoiceError: Error, Sendable, Equatable {
    case noTarget(name: String, reason: String)
    /// Nothing was applied from here yet, to any target or to any registry.
    case unknown(isRegistry: Bool)
    case several([String])
    /// A registry is needed, and this is an archive.
    case archive(name: String, target: String)
}

extension TargetChoiceError: ExplainedError {
    package var explanation: Explanation {
        switch self {
        case .noTarget(let name, let reason): Explanation("\(name) \(reason)")
        case .unknown(let isRegistry):
            Explanation(
                "no \(isRegistry ? "registry" : "target") is known: nothing was applied "
                    + "\(isRegistry ? "to one " : "")from here yet",
                remedy: "Name it with `\(OptionName.to) docker://host[:port][/namespace]`, or "
                    + "`\(OptionName.to) file://folder` for an archive, or in MIRROR_TO."
            )
        case .several(let known):
            Explanation(
                "several targets are known: \(known.joined(separator: ", "))",
                remedy: "Choose one with `\(OptionName.to) \(known.first.map { TargetPlace($0).argument } ?? "")` "
                    + "or in MIRROR_TO."
            )
        case .archive(let name, let target):
            Explanation(
                "\(name) is the archive \(target)",
                remedy: "Name a registry: \(OptionName.to) docker://host"
            )
        }
    }
}
