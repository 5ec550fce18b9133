// SPDX-License-Identifier: Apache-2.0

import Diagnostics
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

extension TargetChoiceError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noTarget(let name, let reason): "\(name) \(reason)"
        case .unknown(let isRegistry):
            """
            no \(isRegistry ? "registry" : "target") is known: nothing was applied \(isRegistry ? "to one " : "")from here yet
            Name it with `\(OptionName.to) docker://host[:port][/namespace]`, or `\(OptionName.to) file://folder` for an \
            archive, or in MIRROR_TO.
            """
        case .several(let known):
            """
            several targets are known: \(known.joined(separator: ", "))
            Choose one with `\(OptionName.to) \(known.first.map { TargetPlace($0).argument } ?? "")` or in MIRROR_TO.
            """
        case .archive(let name, let target):
            "\(name) is the archive \(target)\nName a registry: \(OptionName.to) docker://host"
        }
    }
}
