// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
package import ImageAccess
import OCI
import Plans
package import Resolution
package import SequencedArchives

/// The catalogs of an archive of oc-mirror v1, built as its run selected them.
///
/// oc-mirror builds them at the target, with another digest every time. Here the original catalog and the recorded
/// selection are planned and built like those of any configuration.
package struct SequencedCatalogs: Sendable {
    private let library: ImageLibrary
    private let reader: CatalogReader
    private let builder: FilteredCatalog
    private let mapping: DestinationMapping

    /// The most bytes of a filtered catalog.
    private static let filteredLimit = 1 << 30

    /// `library` reads the archive.
    package init(
        library: ImageLibrary,
        reader: CatalogReader,
        builder: FilteredCatalog,
        mapping: DestinationMapping
    ) {
        self.library = library
        self.reader = reader
        self.builder = builder
        self.mapping = mapping
    }

    /// Returns the images that an archive brings or knows, and its catalogs.
    ///
    /// The images of a catalog's bundles come before its tag. An image that the catalog names by tag gets this tag, too:
    /// oc-mirror writes its digest into the catalog instead. Throws `CatalogError`, `FilteredCatalogError` and the errors of
    /// reading the archive.
    package func contribution(of archive: SequencedArchive) async throws -> Contribution {
        var contribution = archive.contribution(at: mapping)
        var parts: [Digest: Set<Destination>] = [:]
        for catalog in archive.catalogs where catalog.recorded != nil {
            guard let reference = catalog.path.reference, let digest = catalog.original, let path = catalog.filtered,
                let filtered = try await archive.content.document(path, limit: Self.filteredLimit)
            else {
                contribution.findings.append(Self.leftOut(catalog))
                continue
            }
            let selection = try RecordedSelection(filtered)
            let found = try await images(of: reference.pinned(to: digest), digest, selection)
            contribution.images += found.images
            for part in found.parts { parts[part, default: []].insert(found.destination) }
        }
        contribution.images = contribution.images.map { $0.with(parts: parts) }
        return contribution
    }

    private struct Found {
        let destination: Destination
        /// The catalog, and images under the tags that it has for them.
        var images: [DesiredImage] = []
        /// The images of its bundles.
        var parts: Set<Digest> = []
    }

    private func images(
        of reference: ImageReference,
        _ digest: Digest,
        _ selection: RecordedSelection
    ) async throws -> Found {
        let name = "\(reference)"
        let place = try library.place(of: .registry(reference))
        let image = try await CatalogImage.open(digest, at: place, platforms: [], name: name)
        let catalog = try await reader.read(image, expecting: Set(selection.packageNames))
        var found = Found(
            destination: Destination(
                repository: try mapping.repository(reference.repository.name),
                // So oc-mirror tags a catalog that is named by digest.
                tag: try reference.tag ?? Tag(String(digest.hex.prefix(6)))
            )
        )
        var kept: [KeptPackage] = []
        for package in selection.packageNames {
            guard let original = try await catalog.package(package), let part = selection.kept(of: original) else {
                throw CatalogError(
                    catalog: name,
                    message: "it has no package `\(package)`, which the archive's run took"
                )
            }
            kept.append(part)
            try add(
                original.bundles.filter { part.entryNames.contains($0.name) },
                selection.bundles(of: package),
                to: &found
            )
        }
        let build = try await builder.plan(catalog, in: image, base: name, keeping: kept, platforms: [])
        found.images.append(
            DesiredImage(
                origin: .registry(reference),
                role: ImageRole(.operatorCatalog, facts: .catalog(CatalogFacts(name: ""))),
                destination: found.destination,
                request: ImageRequest(by: ["the archive's catalog \(reference.repository)"]),
                build: build
            )
        )
        return found
    }

    /// Adds the images of bundles: `recorded` has their digests.
    private func add(
        _ bundles: [CatalogBundle],
        _ recorded: [String: CatalogBundle],
        to found: inout Found
    ) throws(ReferenceError) {
        for bundle in bundles {
            guard let pinned = recorded[bundle.name] else { continue }
            let pins = PinnedReferences(of: pinned)
            found.parts.formUnion(pins.digests)
            for (text, type) in OperatorImages.images(of: bundle) {
                guard let name = try? OperatorImages.reference(text), name.digest == nil, let tag = name.tag,
                    let digest = pins.digest(of: name, named: bundle.relatedImages.first { $0.image == text }?.name)
                else { continue }
                found.images.append(
                    DesiredImage(
                        origin: .registry(name.pinned(to: digest)),
                        role: ImageRole(type, partOf: [found.destination]),
                        destination: Destination(repository: try mapping.repository(name.repository.name), tag: tag),
                        request: ImageRequest(by: [bundle.name])
                    )
                )
            }
        }
    }

    private static func leftOut(_ catalog: ArchivedCatalog) -> Finding {
        Finding(
            .warning,
            .catalogLeftOut,
            "the archive's catalog \(catalog.path) is left out: "
                + (catalog.original == nil || catalog.filtered == nil
                    ? "a part of it is missing" : "its name is no reference")
        )
    }
}

extension DesiredImage {
    /// The same image as a part of the catalogs that name its digest.
    fileprivate func with(parts: [Digest: Set<Destination>]) -> DesiredImage {
        guard let digest = reference?.digest, let catalogs = parts[digest],
            type == .operatorBundle || type == .operatorRelatedImage
        else { return self }
        return DesiredImage(
            origin: origin,
            role: ImageRole(type, partOf: catalogs.union(partOf).sorted(), facts: role.facts),
            destination: destination,
            platforms: platforms,
            request: request,
            build: build
        )
    }
}
