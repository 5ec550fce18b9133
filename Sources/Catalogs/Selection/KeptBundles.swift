// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration

/// What is kept of all catalogs, to be looked up by what others need.
struct KeptBundles: Sendable {
    /// A bundle as far as others may need it.
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

    /// Returns the parts of a requirement that nothing meets; none where it is met.
    ///
    /// Of alternatives of which none is met, all are returned as one. What only a cluster evaluates counts as met.
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

/// A requirement that nothing meets.
struct Need: Sendable, Hashable {
    /// A package, an interface, or alternatives.
    let requirement: Requirement
    /// Bundles for which one of these holds do not count.
    let excluding: [Requirement]

    init(_ requirement: Requirement, _ excluding: [Requirement]) {
        self.requirement = requirement
        self.excluding = excluding
    }

    /// Whether a bundle of a package would meet the need, which is no alternative.
    func isMet(by bundle: CatalogBundle, of package: String) -> Bool {
        let bundle = KeptBundles.Bundle(bundle, of: package)
        return bundle.version != nil && requirement.holds(for: bundle) && !excluding.contains { $0.holds(for: bundle) }
    }
}

extension Requirement {
    /// What the negations directly in it say of all its other parts.
    fileprivate var exclusions: [Requirement] {
        guard case .all(let parts) = self else { return [] }
        return parts.flatMap { part -> [Requirement] in
            if case .none(let excluded) = part { excluded } else { [] }
        }
    }
}
