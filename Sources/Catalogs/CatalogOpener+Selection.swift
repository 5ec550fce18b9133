// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

extension CatalogOpener {
    /// Returns an entry's selections from a catalog, by package; a problem of one becomes an error among its findings.
    func selections(of entry: OperatorCatalog, in catalog: Catalog) async throws -> [String: PackageSelection] {
        let at = entry.location.place(in: path)
        let filter = PackageFilter(
            catalog: entry.text,
            full: entry.full,
            path: path,
            at: at,
            allowsMissing: allowsMissing,
            rules: rules
        )
        var selections: [String: PackageSelection] = [:]
        var together: [VersionOneSelector.Wanted] = []
        let wanted: [(name: String, request: OperatorPackage?)] =
            entry.packages.isEmpty ? catalog.packageNames.map { ($0, nil) } : entry.packages.map { ($0.name, $0) }
        for (name, request) in wanted {
            let found = try await attempt(entry, at: request?.location) { try await catalog.package(name) }
            switch found {
            case .success(let package?) where rules.isVersionOne && !entry.isWhole: together.append((package, request))
            case .success(let package): selections[name] = package.map { filter.select($0, request) }
            case .failure(let failure): selections[name] = PackageSelection(findings: [failure.finding])
            }
        }
        // An entry that names no package asks for all of them.
        for fault in entry.packages.isEmpty ? catalog.faults : [] {
            selections[fault.error.place ?? ""] = PackageSelection(findings: [unreadable(fault, of: entry, .error)])
        }
        guard !together.isEmpty else { return selections }
        let selector = VersionOneSelector(entry, filter, earlier: earlier, packageNames: catalog.packageNames) { name in
            // An unreadable package offers nothing, and the configuration did not ask for it.
            do { return try await catalog.package(name) } catch is CatalogError { return nil }
        }
        return selections.merging(try await selector.select(together)) { first, _ in first }
    }

    /// The unreadable parts of a catalog that, as far as can be known, do not belong to the packages of an entry.
    func passedOver(of entry: OperatorCatalog, in catalog: Catalog) -> [Finding] {
        guard !entry.packages.isEmpty else { return [] }
        let known = Set(catalog.packageNames)
        let isLacking = entry.packages.contains { !known.contains($0.name) }
        return catalog.faults.filter { fault in !entry.packages.contains { fault.concerns($0.name) } }.map { fault in
            // A package that seems to be missing may be in an unreadable part.
            unreadable(fault, of: entry, isLacking && fault.isOfUnknownPackage && !allowsMissing ? .error : .warning)
        }
    }

    private func unreadable(_ fault: CatalogFault, of entry: OperatorCatalog, _ severity: Finding.Severity) -> Finding {
        Finding(
            severity,
            .catalogUnreadable,
            fault.error.explanation.adding(remedy: severity == .error ? nil : "It is left out."),
            at: entry.location.place(in: path)
        )
    }

    /// The packages of an entry that a catalog does not have, each as an error, or left out if that is allowed.
    func unknownPackages(of entry: OperatorCatalog, in catalog: Catalog) -> [Finding] {
        let names = catalog.packageNames
        let known = Set(names)
        return entry.packages.filter { !known.contains($0.name) }.map { package in
            UnknownPackage(package, of: entry.text, having: names, path: path, allowsMissing: allowsMissing).finding
        }
    }
}
