// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Plans
import Resolution
import Scheduling

/// Finds the images of the section `operators` that a target has: to delete them, or to keep them.
///
/// What a catalog offers is read from the target's own, which was filtered when it was mirrored, and from its source where
/// the target has none, or one that does not offer any more what is asked for.
struct HeldCatalogResolver: Sendable {
    private let reader: HeldCatalogReader
    private let source: CatalogOpener
    /// Returns the catalog of an entry at the target, if it is there.
    private let held: @Sendable (OperatorCatalog) async throws -> HeldCatalog?
    private let mapping: DestinationMapping
    private let purpose: HeldPurpose
    /// The section's name: `delete.operators`.
    private let section: String

    init(
        reader: HeldCatalogReader,
        source: CatalogOpener,
        held: @escaping @Sendable (OperatorCatalog) async throws -> HeldCatalog?,
        mapping: DestinationMapping,
        section: String,
        purpose: HeldPurpose
    ) {
        self.reader = reader
        self.source = source
        self.held = held
        self.mapping = mapping
        self.section = section
        self.purpose = purpose
    }

    /// The selection of an entry.
    private struct Part {
        let entry: OperatorCatalog
        let index: Int
        let destination: Destination
        let selections: [String: PackageSelection]
    }

    /// Returns what the entries mean, with every error that was found among the findings.
    func resolve(_ entries: [OperatorCatalog]) async throws -> Contribution {
        var contribution = Contribution()
        let found = try await concurrentMap(Array(entries.enumerated()), limit: CatalogOpener.parallelism) {
            try await part($0.element, $0.offset)
        }
        contribution.findings = found.flatMap(\.findings)
        contribution.caveats = found.flatMap(\.caveats)
        let parts = found.compactMap(\.part)
        let bundles = parts.lazy.flatMap { $0.selections.values }.flatMap(\.bundles)
        let names = OperatorNames(sharedTags: SharedTags(OperatorImages.references(of: bundles)))
        for part in parts {
            let images = OperatorImages(
                catalog: part.entry,
                section: "\(section)[\(part.index)]",
                path: source.path,
                mapping: mapping,
                destination: part.destination,
                names: names,
                allowsMissing: true
            )
            contribution.images += images.contribution(of: part.selections).images
            // If packages are named, the catalog stays and offers the others.
            guard part.entry.packages.isEmpty else { continue }
            contribution.images.append(
                DesiredImage(
                    origin: part.entry.source,
                    role: ImageRole(.operatorCatalog),
                    destination: part.destination,
                    request: ImageRequest(
                        by: ["\(section)[\(part.index)]"],
                        at: part.entry.location.place(in: source.path)
                    )
                )
            )
        }
        return contribution
    }

    /// What an entry comes to: its part, or why it has no part.
    private struct Answer {
        var part: Part?
        var findings: [Finding] = []
        var caveats: [Finding] = []
    }

    private func part(_ entry: OperatorCatalog, _ index: Int) async throws -> Answer {
        let held = try await self.held(entry)
        var findings: [Finding] = []
        if let held {
            let catalog = try await reader.catalog(held)
            let selections = try await selections(of: entry, inHeld: catalog)
            findings = source.unknownPackages(of: entry, in: catalog) + errors(in: selections)
            // For keeping, the bundles that the target offers are enough.
            if findings.isEmpty || purpose == .keeping {
                return Answer(
                    part: Part(entry: entry, index: index, destination: held.destination, selections: selections)
                )
            }
        }
        guard purpose == .deleting else { return Answer(caveats: [notThere(entry)]) }
        let (opened, unreadable) = try await source.open([entry])
        guard let open = opened.first else {
            let place = held.map { "it is at the target as \($0.destination)" } ?? "the target has no such catalog"
            let advice =
                "Images that it no longer offers are deleted by `mirror plan \(OptionName.prune)` with the "
                + "configuration that mirrored them."
            return Answer(findings: findings + unreadable.map { $0.adding(cause: place, remedy: advice) })
        }
        let selections = try await source.selections(of: entry, in: open.catalog)
        let problems = source.unknownPackages(of: entry, in: open.catalog) + errors(in: selections)
        guard problems.isEmpty else { return Answer(findings: problems) }
        let destination =
            try held?.destination ?? mapping.destination(of: entry, digest: open.pinned.digest)
        return Answer(part: Part(entry: entry, index: index, destination: destination, selections: selections))
    }

    /// The note that a catalog is not at the target, so nothing can be installed from it.
    private func notThere(_ entry: OperatorCatalog) -> Finding {
        Finding(
            .note,
            .catalogNotThere,
            "the target has no catalog \(entry.text), so nothing is kept for it",
            at: entry.location.place(in: source.path)
        )
    }

    /// Returns all packages of a catalog that is deleted itself, or else the requested ones.
    private func selections(
        of entry: OperatorCatalog,
        inHeld catalog: Catalog
    ) async throws -> [String: PackageSelection] {
        guard entry.packages.isEmpty else { return try await source.selections(of: entry, in: catalog) }
        var selections: [String: PackageSelection] = [:]
        for name in catalog.packageNames {
            guard let package = try await catalog.package(name) else { continue }
            selections[name] = PackageSelection(bundles: package.bundles)
        }
        return selections
    }

    private func errors(in selections: [String: PackageSelection]) -> [Finding] {
        selections.sorted { $0.key < $1.key }.flatMap(\.value.findings).filter { $0.severity == .error }
    }
}
