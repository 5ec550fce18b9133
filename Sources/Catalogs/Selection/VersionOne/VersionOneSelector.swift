// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration
import Resolution

/// Chooses from one catalog by the rules of oc-mirror v1: what the configuration asks for, and then what that needs.
///
/// Unlike by the rules of version two, the catalog has to be seen as a whole: a package may have its default channel only
/// because another one needs it.
package struct VersionOneSelector: Sendable {
    private let filter: PackageFilter
    /// Whether bundles that others need are added.
    private let takesDependencies: Bool
    /// What was recorded of the catalog, by package.
    private let earlier: [String: EarlierHeads.Package]
    private let packageNames: [String]
    private let read: @Sendable (String) async throws -> CatalogPackage?

    /// Makes a selector for an entry of the configuration; `read` reads the packages that `packageNames` names.
    package init(
        _ entry: OperatorCatalog,
        _ filter: PackageFilter,
        earlier: EarlierHeads = EarlierHeads(),
        packageNames: [String],
        read: @escaping @Sendable (String) async throws -> CatalogPackage?
    ) {
        self.filter = filter
        takesDependencies = !entry.skipDependencies
        // A run that takes more than heads starts over.
        self.earlier = entry.full ? [:] : earlier[entry.uniqueName]
        self.packageNames = packageNames
        self.read = read
    }

    /// A package with what the configuration asks of it; `nil` if it names no packages.
    package typealias Wanted = (package: CatalogPackage, request: OperatorPackage?)

    /// Returns the selections from the wanted packages and from those that they need, by package.
    ///
    /// Throws the errors of `read`.
    package func select(_ wanted: [Wanted]) async throws -> [String: PackageSelection] {
        var drafts: [String: SelectionDraft] = [:]
        for (package, request) in wanted {
            var draft = SelectionDraft(package, request, filter)
            draft.chooseByVersionOne(earlier[package.name])
            draft.judgeRanges()
            drafts[package.name] = draft
        }
        if drafts.values.contains(where: \.hasError) {
            // What is lost may only follow from the errors, because nothing that is needed is added.
            for name in drafts.keys { drafts[name]?.isBroken = true }
        } else if takesDependencies {
            var search = VersionOneDependencies(drafts, filter, packageNames: packageNames, read: read)
            try await search.resolve()
            drafts = search.drafts
        }
        return drafts.mapValues { draft in
            var draft = draft
            return draft.finish()
        }
    }
}

extension SelectionDraft {
    /// Whether the request cannot be met.
    fileprivate var hasError: Bool { isBroken || findings.contains { $0.severity == .error } }
}
