// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Plans

extension CatalogOpener {
    /// Returns what an entry takes of a catalog, by package; what goes wrong with one is an error among its checks.
    func selections(of entry: OperatorCatalog, in catalog: Catalog) async throws -> [String: PackageSelection] {
        let at = entry.location.place(in: path)
        let filter = PackageFilter(
            catalog: entry.text,
            full: entry.full,
            path: path,
            at: at,
            allowsMissing: allowsMissing
        )
        var selections: [String: PackageSelection] = [:]
        let wanted: [(name: String, request: OperatorPackage?)] =
            entry.packages.isEmpty ? catalog.packageNames.map { ($0, nil) } : entry.packages.map { ($0.name, $0) }
        for (name, request) in wanted {
            let found = try await attempt(entry, at: request?.location) { try await catalog.package(name) }
            switch found {
            case .success(let package): selections[name] = package.map { filter.select($0, request) }
            case .failure(let failure): selections[name] = PackageSelection(checks: [failure.check])
            }
        }
        // Whoever names no package asks for all that is there.
        for fault in entry.packages.isEmpty ? catalog.faults : [] {
            selections[fault.error.place ?? ""] = PackageSelection(checks: [unreadable(fault, of: entry, .error)])
        }
        return selections
    }

    /// What cannot be read of a catalog, and is nothing of the packages that an entry names, as far as can be told.
    func passedOver(of entry: OperatorCatalog, in catalog: Catalog) -> [Finding] {
        guard !entry.packages.isEmpty else { return [] }
        let known = Set(catalog.packageNames)
        let isLacking = entry.packages.contains { !known.contains($0.name) }
        return catalog.faults.filter { fault in !entry.packages.contains { fault.concerns($0.name) } }.map { fault in
            // What is not there may be what cannot be read.
            unreadable(fault, of: entry, isLacking && fault.isOfUnknownPackage && !allowsMissing ? .error : .warning)
        }
    }

    private func unreadable(_ fault: CatalogFault, of entry: OperatorCatalog, _ severity: Finding.Severity) -> Finding {
        let message = severity == .error ? "\(fault.error)" : "\(fault.error)\nIt is left out of what is mirrored."
        return Finding(severity, .catalogUnreadable, message, at: entry.location.place(in: path))
    }

    /// The packages that an entry names and a catalog has not, each as an error, or left out where that is allowed.
    func unknownPackages(of entry: OperatorCatalog, in catalog: Catalog) -> [Finding] {
        let names = catalog.packageNames
        let known = Set(names)
        return entry.packages.filter { !known.contains($0.name) }.map { package in
            UnknownPackage(package, of: entry.text, having: names, path: path, allowsMissing: allowsMissing).check
        }
    }
}
