// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

/// A requirement of a bundle for others on its cluster.
indirect enum Requirement: Sendable, Hashable, CustomStringConvertible {
    /// A package in one of the versions of a range.
    case package(String, VersionRangeExpression)
    /// Any bundle that offers an interface.
    case api(CatalogAPI)
    /// All of these.
    case all([Requirement])
    /// At least one of these.
    case any([Requirement])
    /// No bundle that fulfils one of these; beside other requirements, such bundles do not count for them.
    case none([Requirement])
    /// An expression that only a cluster can evaluate (CEL).
    case rule(String)

    var description: String {
        switch self {
        case .package(let name, let range):
            "the package `\(printable(name))` in versions `\(printable(range.description))`"
        case .api(let api): "the interface `\(printable(api.description))`"
        case .all(let parts): parts.map(\.description).joined(separator: " and ")
        case .any(let parts): "either " + parts.map(\.description).joined(separator: " or ")
        case .none(let parts): "nothing like " + parts.map(\.description).joined(separator: " or ")
        case .rule(let rule): "what `\(printable(rule))` says"
        }
    }

    /// Whether a part of it can only be evaluated by a cluster.
    var hasRule: Bool {
        switch self {
        case .package, .api: false
        case .all(let parts), .any(let parts), .none(let parts): parts.contains(where: \.hasRule)
        case .rule: true
        }
    }

    /// The packages and interfaces in it that must be there.
    var offers: [Requirement] {
        switch self {
        case .package, .api: [self]
        case .all(let parts), .any(let parts): parts.flatMap(\.offers)
        case .none, .rule: []
        }
    }

    /// Whether one bundle fulfils the requirement, as far as that can be known.
    func holds(for bundle: KeptBundles.Bundle) -> Bool {
        switch self {
        case .package(let name, let range): bundle.package == name && bundle.version.map(range.contains) ?? false
        case .api(let api): bundle.apis.contains(api)
        case .all(let parts): parts.allSatisfy { $0.holds(for: bundle) }
        case .any(let parts): parts.contains { $0.holds(for: bundle) }
        case .none(let parts): !parts.contains { $0.holds(for: bundle) }
        case .rule: false
        }
    }
}

extension CatalogBundle {
    /// The bundle's requirements, and the unreadable ones.
    var requirements: (read: [Requirement], unreadable: [String]) {
        var read: [Requirement] = []
        var unreadable: [String] = []
        for required in needs.packages {
            do {
                read.append(.package(required.name, try VersionRangeExpression(required.versionRange)))
            } catch {
                unreadable.append("\(required.name): \(error)")
            }
        }
        read += needs.apis.map(Requirement.api)
        for constraint in needs.constraints {
            do {
                read.append(try ConstraintDocument.requirement(json: constraint))
            } catch {
                unreadable.append("\(error)")
            }
        }
        return (read, unreadable)
    }
}
