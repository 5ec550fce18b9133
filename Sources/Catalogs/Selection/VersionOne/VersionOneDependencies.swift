// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

/// Adds what chosen bundles need, as oc-mirror v1 does: from every package of the same catalog that offers it, the latest
/// bundle that does, and the updates from there to the head.
///
/// The result does not depend on the order in which needs are met.
struct VersionOneDependencies {
    private(set) var drafts: [String: SelectionDraft]
    private let filter: PackageFilter
    private var providers: ProviderSearch
    private var open: [(package: String, bundle: CatalogBundle)] = []
    private var known: Set<Requirement> = []
    /// The packages that offered something so far.
    private var offering: [String: CatalogPackage] = [:]

    init(
        _ drafts: [String: SelectionDraft],
        _ filter: PackageFilter,
        packageNames: [String],
        read: @escaping @Sendable (String) async throws -> CatalogPackage?
    ) {
        self.drafts = drafts
        self.filter = filter
        let part = DependencyResolver.Part(
            catalog: filter.catalog,
            at: filter.at,
            takesDependencies: true,
            selections: [:],
            packageNames: packageNames
        )
        let packages = drafts.mapValues(\.package)
        providers = ProviderSearch([part]) { _, name in
            if let package = packages[name] { return package }
            return try await read(name)
        }
    }

    /// Adds everything that is needed, and what that needs in turn.
    mutating func resolve() async throws {
        for (name, draft) in drafts.sorted(by: { $0.key < $1.key }) { take(draft.keptNames, of: name) }
        var index = 0
        while index < open.count {
            let (owner, bundle) = open[index]
            index += 1
            for need in bundle.needsOfVersionOne where known.insert(need).inserted {
                for place in try await providers.places(of: need) {
                    guard let package = try await package(at: place), let provider = LatestProvider(package, for: need)
                    else { continue }
                    add(
                        provider,
                        of: package,
                        for: "`\(printable(bundle.name))` of \(printable(owner)) needs \(need)"
                    )
                }
            }
        }
    }

    /// Returns a package that offers something; each is read once.
    private mutating func package(at place: ProviderSearch.Place) async throws -> CatalogPackage? {
        if let known = offering[place.package] { return known }
        let package = try await providers.package(at: place)
        offering[place.package] = package
        return package
    }

    private mutating func take(_ names: some Collection<String>, of package: String) {
        guard let draft = drafts[package] else { return }
        open += names.sorted().compactMap { name in draft.versions.bundle(name).map { (package, $0) } }
    }

    private mutating func add(_ provider: LatestProvider, of package: CatalogPackage, for reason: String) {
        var draft = drafts[package.name] ?? SelectionDraft(package, nil, filter)
        let graph = ChannelGraph(provider.channel)
        let rising = RisingRule(graph, provider.channel, from: provider.bundle.name)
        let names = rising.isKnownToVersionOne ? Set(rising.kept) : [provider.bundle.name]
        let before = draft.keptNames
        guard draft.addNeeded(names, in: provider.channel) else { return }
        draft.report(
            .note,
            .dependencyAdded,
            "`\(printable(provider.bundle.name))` of the channel `\(printable(provider.channel.name))` is added"
                + (names.count > 1 ? " with the updates from it to the head" : "") + ", because \(reason)",
            at: filter.at
        )
        drafts[package.name] = draft
        take(names.subtracting(before), of: package.name)
    }
}

extension SelectionDraft {
    /// Adds entries that other bundles need; returns whether any of them is new in the channel.
    mutating func addNeeded(_ names: Set<String>, in channel: CatalogChannel) -> Bool {
        guard let index = choices.firstIndex(where: { $0.channel.name == channel.name }) else {
            choices.append(Choice(channel: channel, rule: .needed(names), at: filter.at, kept: names.sorted()))
            return true
        }
        let all = names.union(choices[index].kept)
        guard all.count > choices[index].kept.count else { return false }
        choices[index].kept = all.sorted()
        return true
    }
}
