// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// The state of a `DependencyResolver`: the bundles that are selected so far, and their needs.
struct DependencySearch {
    /// A need of a kept bundle.
    struct Demand {
        let part: Int
        let package: String
        let bundle: String
        let requirement: Requirement
    }

    /// A bundle to keep because another one needs it.
    private struct Addition {
        let part: Int
        let provider: Provider
    }

    private(set) var parts: [DependencyResolver.Part]
    private(set) var findings: [Finding] = []
    private(set) var demands: [Demand] = []
    private(set) var kept = KeptBundles()
    var providers: ProviderSearch
    /// The needs for which nothing was found, by the catalog that has them.
    private var hopeless: [Int: Set<Need>] = [:]

    init(_ parts: [DependencyResolver.Part], _ providers: ProviderSearch) {
        self.parts = parts
        self.providers = providers
        for (index, part) in parts.enumerated() {
            for (name, selection) in part.selections.sorted(by: { $0.key < $1.key }) {
                take(selection.bundles, of: name, in: index)
            }
        }
    }

    /// Records bundles as kept, with their needs.
    private mutating func take(_ bundles: [CatalogBundle], of package: String, in part: Int) {
        // The result must not depend on the order of a catalog.
        for bundle in bundles.sorted(by: { $0.name < $1.name }) {
            kept.add(bundle, of: package)
            let requirements = bundle.requirements
            demands += requirements.read.map {
                Demand(part: part, package: package, bundle: bundle.name, requirement: $0)
            }
            guard parts[part].takesDependencies else { continue }
            for text in requirements.unreadable {
                report(
                    .warning,
                    .unreadableDependency,
                    "\(subject(package, part)): a dependency of `\(printable(bundle.name))` cannot be read: \(printable(text))",
                    part
                )
            }
        }
    }

    func subject(_ package: String, _ part: Int) -> String { "\(printable(package)) in \(parts[part].catalog)" }

    mutating func report(
        _ severity: Finding.Severity,
        _ code: FindingCode,
        _ message: String,
        remedy: String? = nil,
        _ part: Int
    ) {
        findings.append(Finding(severity, code, message, remedy: remedy, at: parts[part].at))
    }

    /// Adds bundles that meet needs, and the bundles that those need in turn.
    mutating func addProviders() async throws {
        var index = 0
        // Added bundles have needs of their own.
        while index < demands.count {
            let demand = demands[index]
            index += 1
            guard parts[demand.part].takesDependencies else { continue }
            for need in kept.unmet(demand.requirement) where hopeless[demand.part]?.contains(need) != true {
                guard let additions = try await additions(for: need, in: demand.part) else {
                    hopeless[demand.part, default: []].insert(need)
                    continue
                }
                for addition in additions { add(addition, for: demand, need) }
            }
        }
    }

    private mutating func add(_ addition: Addition, for demand: Demand, _ need: Need) {
        let (provider, name) = (addition.provider, addition.provider.package.name)
        let selection = parts[addition.part].selections[name]
        // Another part of the same need may have added it.
        guard selection?.kept?.channels.contains(where: { $0.name == provider.channel }) != true else { return }
        parts[addition.part].selections[name] = provider.added(to: selection)
        report(
            .note,
            .dependencyAdded,
            "\(subject(name, addition.part)): `\(printable(provider.bundle.name))` of the channel "
                + "`\(printable(provider.channel))` is added, because `\(printable(demand.bundle))` in "
                + "\(parts[demand.part].catalog) needs \(need.requirement)",
            demand.part
        )
        take([provider.bundle], of: name, in: addition.part)
    }

    /// Returns the bundles to keep to meet a need; `nil` if no bundle meets it.
    private mutating func additions(for need: Need, in part: Int) async throws -> [Addition]? {
        switch need.requirement {
        case .package, .api: return try await provider(for: need, in: part).map { [$0] }
        case .any(let alternatives):
            for alternative in alternatives {
                if let found = try await additions(forAll: kept.unmet(alternative, excluding: need.excluding), in: part)
                {
                    return found
                }
            }
            return nil
        case .all, .none, .rule: return nil
        }
    }

    private mutating func additions(forAll needs: [Need], in part: Int) async throws -> [Addition]? {
        var all: [Addition] = []
        for need in needs {
            guard let found = try await additions(for: need, in: part) else { return nil }
            all += found
        }
        return all
    }

    /// Returns the best provider: from the same catalog, or else from the first of the others that has one.
    private mutating func provider(for need: Need, in part: Int) async throws -> Addition? {
        let places = try await providers.places(of: need.requirement)
        let order = [part] + parts.indices.filter { $0 != part }
        for index in order where parts[index].takesDependencies {
            var best: Provider?
            for place in places where place.part == index {
                guard let package = try await providers.package(at: place),
                    let found = Provider(package, for: need, besides: parts[index].selections[place.package])
                else { continue }
                if best.map({ found.rank < $0.rank }) ?? true { best = found }
            }
            if let best { return Addition(part: index, provider: best) }
        }
        return nil
    }
}
