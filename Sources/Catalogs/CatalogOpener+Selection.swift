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
        return selections
    }

    /// The packages that an entry names and a catalog has not, each as an error, or left out where that is allowed.
    func unknownPackages(of entry: OperatorCatalog, in catalog: Catalog) -> [Check] {
        let names = catalog.packageNames
        let known = Set(names)
        return entry.packages.filter { !known.contains($0.name) }.map { package in
            UnknownPackage(package, of: entry.text, having: names, path: path, allowsMissing: allowsMissing).check
        }
    }
}
