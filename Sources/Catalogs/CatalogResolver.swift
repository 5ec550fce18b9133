// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import MirrorConfiguration
import OCI
import Plans
package import Resolution
import Scheduling

/// Finds the images that `mirror.operators` wants: bundles, the images they run, and catalogs that offer only these.
///
/// An unreadable catalog or a failed selection becomes an error among the findings, so that all of them are reported
/// together.
package struct CatalogResolver: Sendable {
    private let opener: CatalogOpener
    private let builder: FilteredCatalog
    private let mapping: DestinationMapping
    /// The texts of the templates for `CatalogSource`s, by the path that the configuration gives.
    private let templates: [String: String]
    private let addsDependencies: Bool

    package init(
        opener: CatalogOpener,
        builder: FilteredCatalog,
        mapping: DestinationMapping,
        templates: [String: String] = [:],
        addsDependencies: Bool = false
    ) {
        self.opener = opener
        self.builder = builder
        self.mapping = mapping
        self.templates = templates
        self.addsDependencies = addsDependencies
    }

    /// The configuration's name in plans.
    private var path: String { opener.path }

    /// Returns what the section wants, with every error that was found among the findings.
    package func resolve(_ entries: [OperatorCatalog]) async throws -> Contribution {
        var contribution = Contribution()
        let (catalogs, unreadable) = try await opener.open(entries)
        contribution.findings = unreadable
        var parts = try await concurrentMap(catalogs, limit: CatalogOpener.parallelism) { try await part($0) }
        contribution.findings += parts.flatMap { $0.selections.sorted { $0.key < $1.key }.flatMap(\.value.findings) }
        contribution.findings += catalogs.flatMap { opener.unknownPackages(of: $0.entry, in: $0.catalog) }
        contribution.findings += catalogs.flatMap { opener.passedOver(of: $0.entry, in: $0.catalog) }
        // Findings about dependencies are useless while bundles are missing.
        guard !contribution.findings.contains(where: { $0.severity == .error }) else { return contribution }
        let dependencies = DependencyResolver(adds: addsDependencies) { position, name in
            do {
                return try await catalogs[position].catalog.package(name)
            } catch is CatalogError {
                // An unreadable package offers nothing, and the configuration did not ask for it.
                return nil
            }
        }
        let resolved = try await dependencies.resolve(parts)
        parts = resolved.parts
        contribution.findings += resolved.findings
        let bundles = parts.lazy.flatMap { $0.selections.values }.flatMap(\.bundles)
        let references = OperatorImages.references(of: bundles)
        let names = OperatorNames(
            sharedTags: SharedTags(references),
            digests: mapping.rules.isVersionOne ? try await opener.locator.digests(of: references) : [:]
        )
        for (catalog, part) in zip(catalogs, parts) {
            try await add(part.selections, of: catalog, names, to: &contribution)
        }
        return contribution
    }

    /// Returns the part of a catalog that a configuration selects.
    private func part(_ open: OpenCatalog) async throws -> DependencyResolver.Part {
        DependencyResolver.Part(
            catalog: open.entry.text,
            at: open.entry.location.place(in: path),
            takesDependencies: !open.entry.skipDependencies,
            selections: try await opener.selections(of: open.entry, in: open.catalog),
            packageNames: open.catalog.packageNames
        )
    }

    /// What a catalog offers once it is at its destination.
    private func record(
        of open: OpenCatalog,
        _ selections: [String: PackageSelection],
        at destination: Destination
    ) async throws -> CatalogRecord {
        var packages = open.isWhole ? selections.values.compactMap(\.whole) : []
        for kept in open.isWhole ? [] : selections.values.compactMap(\.kept) {
            guard let package = try await open.catalog.package(kept.name) else { continue }
            packages.append(CatalogRecord.Package(package, keeping: kept))
        }
        return CatalogRecord(
            destination: destination.name,
            base: open.pinned.digest,
            packages: packages.sorted { $0.name < $1.name }
        )
    }

    /// Whether nothing is left out of a catalog: one that the same configuration filtered before is copied unchanged.
    private func isEverything(_ kept: [KeptPackage], of catalog: Catalog) async throws -> Bool {
        guard catalog.faults.isEmpty, kept.map(\.name) == catalog.packageNames else { return false }
        for each in kept {
            guard let package = try await catalog.package(each.name), each.isAll(of: package) else { return false }
        }
        return true
    }

    /// The warning for a catalog of which all requested parts are left out; other errors have ended the plan before.
    private func nothingLeft(of entry: OperatorCatalog) -> Finding {
        Finding(
            .warning,
            .catalogLeftOut,
            "\(entry.text) has none of the requested packages, so it is left out",
            at: entry.location.place(in: path)
        )
    }

    /// Adds the catalog and the images of its bundles.
    private func add(
        _ selections: [String: PackageSelection],
        of open: OpenCatalog,
        _ names: OperatorNames,
        to contribution: inout Contribution
    ) async throws {
        let entry = open.entry
        var build: DesiredBuild?
        if !open.isWhole {
            let kept = selections.values.compactMap(\.kept).sorted { $0.name < $1.name }
            guard !kept.isEmpty else { return contribution.findings.append(nothingLeft(of: entry)) }
            let built = try await opener.attempt(entry) { () -> DesiredBuild? in
                guard try await !isEverything(kept, of: open.catalog) else { return nil }
                return try await builder.plan(
                    open.catalog,
                    in: open.image,
                    base: open.pinned.source,
                    keeping: kept,
                    platforms: entry.platforms
                )
            }
            switch built {
            case .success(let made): build = made
            case .failure(let failure): return contribution.findings.append(failure.finding)
            }
        }
        let at = entry.location.place(in: path)
        let destination: Destination
        do {
            destination = try mapping.destination(
                of: entry,
                digest: open.pinned.digest,
                built: build?.image.digest
            )
        } catch {
            return contribution.findings.append(Finding(.error, .unmappableImage, "\(error)", at: at))
        }
        let images = OperatorImages(
            catalog: entry,
            section: open.section,
            path: path,
            mapping: mapping,
            destination: destination,
            names: names,
            allowsMissing: opener.allowsMissing
        )
        contribution.records.append(.catalog(try await record(of: open, selections, at: destination)))
        let found = images.contribution(of: selections)
        contribution.images += found.images
        contribution.findings += found.findings
        if opener.rules.isVersionOne {
            contribution.chosen.catalogs.append(
                ChosenContent.Catalog(
                    name: entry.uniqueName,
                    pin: open.versionOnePin,
                    packages: EarlierHeads.packages(of: entry, selections)
                )
            )
        }
        contribution.images.append(
            DesiredImage(
                origin: open.pinned.origin,
                role: ImageRole(
                    .operatorCatalog,
                    facts: .catalog(
                        CatalogFacts(
                            name: "",
                            template: entry.targetCatalogSourceTemplate.flatMap { templates[$0.value] }
                        )
                    )
                ),
                destination: destination,
                platforms: build == nil ? entry.platforms : [],
                request: ImageRequest(by: [open.section], at: at),
                build: build
            )
        )
    }
}
