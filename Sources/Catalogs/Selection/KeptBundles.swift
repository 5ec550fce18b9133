// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration

/// The kept bundles of all catalogs, for looking up dependencies.
struct KeptBundles: Sendable {
    /// The facts of a bundle that others may need.
    struct Bundle: Sendable {
        let package: String
        let version: SemanticVersion?
        let apis: [CatalogAPI]

        init(_ bundle: CatalogBundle, of package: String) {
            self.package = package
            version = bundle.semanticVersion
            apis = bundle.providedAPIs
        }
    }

    private var byPackage: [String: [Bundle]] = [:]
    private var byAPI: [CatalogAPI: [Bundle]] = [:]

    mutating func add(_ bundle: CatalogBundle, of package: String) {
        let bundle = Bundle(bundle, of: package)
        byPackage[package, default: []].append(bundle)
        for api in Set(bundle.apis) { byAPI[api, default: []].append(bundle) }
    }

    /// Returns the parts of a requirement that no kept bundle meets; empty if it is met.
    ///
    /// If none of several alternatives is met, all are returned as one need. A requirement that only a cluster can
    /// evaluate counts as met.
    func unmet(_ requirement: Requirement, excluding: [Requirement] = []) -> [Need] {
        switch requirement {
        case .package(let name, _):
            isMet(requirement, byPackage[name], excluding) ? [] : [Need(requirement, excluding)]
        case .api(let api): isMet(requirement, byAPI[api], excluding) ? [] : [Need(requirement, excluding)]
        case .all(let parts):
            parts.flatMap { unmet($0, excluding: excluding + requirement.exclusions) }
        case .any(let parts):
            parts.contains { unmet($0, excluding: excluding).isEmpty } ? [] : [Need(requirement, excluding)]
        case .none, .rule: []
        }
    }

    private func isMet(_ requirement: Requirement, _ bundles: [Bundle]?, _ excluding: [Requirement]) -> Bool {
        bundles?.contains { bundle in
            requirement.holds(for: bundle) && !excluding.contains { $0.holds(for: bundle) }
        } ?? false
    }
}

/// An unmet requirement.
struct Need: Sendable, Hashable {
    /// A package, an interface, or alternatives.
    let requirement: Requirement
    /// Bundles that fulfil one of these do not count.
    let excluding: [Requirement]

    init(_ requirement: Requirement, _ excluding: [Requirement]) {
        self.requirement = requirement
        self.excluding = excluding
    }

    /// Whether a bundle of a package would meet the need, which must not be an alternative.
    func isMet(by bundle: CatalogBundle, of package: String) -> Bool {
        let bundle = KeptBundles.Bundle(bundle, of: package)
        return bundle.version != nil && requirement.holds(for: bundle) && !excluding.contains { $0.holds(for: bundle) }
    }
}

extension Requirement {
    /// The negations in it, which apply to all its other parts.
    fileprivate var exclusions: [Requirement] {
        guard case .all(let parts) = self else { return [] }
        return parts.flatMap { part -> [Requirement] in
            if case .none(let excluded) = part { excluded } else { [] }
        }
    }
}
