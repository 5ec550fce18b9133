// SPDX-License-Identifier: Apache-2.0

import Cache
import Catalogs
import ClusterResources
import Diagnostics
import ImageAccess
import MirrorConfiguration
import OCI
import Planning
import Plans
import Resolution
import Scheduling
import Sections
import SequenceMetadata
import SequencedArchives

/// Plans an archive of oc-mirror v1: for a configuration in one of its formats.
struct SequencedWriting {
    let configuration: ImageSetConfiguration
    /// The metadata that the archive continues; `nil` for a new workspace.
    let previous: WorkspaceMetadata?
    /// Whether the metadata drops images of earlier archives that nobody wants any more, so that publishing deletes them.
    let drops: Bool
    let library: ImageLibrary
    let services: RunServices
    /// The most bytes of a part, instead of the configuration's.
    let limit: Int64?

    /// What is asked for, as the archive has it.
    struct Prepared {
        let desired: DesiredState
        /// The catalogs, by the paths of their selected parts in the archive.
        let catalogs: [String: Selected]
    }

    /// A catalog, and the packages that are selected; `nil` for all of them.
    struct Selected {
        let original: DesiredImage
        let packages: [KeptPackage]?
    }

    /// A time with as many digits as any other: the sizes of parts do not depend on it.
    private static let anyTime: Int64 = 1_000_000_000

    // MARK: Before images are observed

    /// Replaces what is built by what oc-mirror v1 builds it of, and leaves out what its archives cannot have.
    func prepared(_ desired: DesiredState) throws -> Prepared {
        var (images, findings): ([DesiredImage], [Finding]) = ([], desired.findings)
        var catalogs: [String: Selected] = [:]
        for image in desired.images {
            switch image.type {
            case .operatorCatalog:
                guard let selected = selected(image), let members = try members(of: selected.original) else {
                    findings.append(Self.unwritableCatalog(image))
                    continue
                }
                images.append(selected.original)
                catalogs[members.index] = selected
            case .graphData: findings.append(Self.graphLeftOut)
            case .helmChart: findings.append(Self.chartLeftOut(image))
            default: images.append(image)
            }
        }
        var prepared = desired
        (prepared.images, prepared.findings) = (images, findings)
        return Prepared(desired: prepared, catalogs: catalogs)
    }

    /// The original image of a catalog, which is itself mirrored if nothing is left out of it.
    private func selected(_ image: DesiredImage) -> Selected? {
        guard let recipe = image.build?.recipe else {
            return image.reference == nil ? nil : Selected(original: image, packages: nil)
        }
        guard let base = try? ImageReference(recipe.base) else { return nil }
        let original = DesiredImage(
            origin: .registry(base),
            role: image.role,
            destination: image.destination,
            request: image.request
        )
        return Selected(original: original, packages: recipe.packages ?? [])
    }

    /// The place of a catalog in the archive, by the name under which metadata records it.
    private func members(of image: DesiredImage) throws -> CatalogMembers? {
        // The digest is only in the name of a catalog that is named by digest.
        let digest = image.reference?.digest ?? Digest(of: [])
        let destinations = VersionOneDestinations(target: try DestinationMapping.archive.target, crossesArchive: true)
        for catalog in configuration.mirror.operators {
            guard try destinations.destination(of: catalog, digest: digest) == image.destination else { continue }
            return CatalogMembers(uniqueName: catalog.uniqueName)
        }
        return nil
    }

    private func signatures(of desired: DesiredState) -> [PlannedArchive.Document] {
        let releases = desired.images.compactMap { image -> PlacedImage? in
            guard let release = image.release, let digest = image.reference?.digest else { return nil }
            let identity = ImageIdentity(image.type, origins: [], digest: digest)
            return PlacedImage(identity, at: image.destination.name, facts: .release(release))
        }
        return SignatureConfigMap(releases).versionOneFiles.map { file in
            let bytes = Array(file.content.utf8)
            return PlannedArchive.Document(
                path: file.path,
                digest: Digest(of: bytes),
                size: Int64(bytes.count),
                content: file.content
            )
        }
    }

    // MARK: After images were observed

    /// What was observed, as if the target had only those blobs of earlier archives whose images stay.
    ///
    /// The images that nobody wants any more are deleted when the archive is published, and their blobs may go with them.
    func observed(_ observed: ObservedState) throws -> ObservedState {
        guard let previous, drops else { return observed }
        let wanted = observed.images.compactMap { image, observation -> String? in
            guard case .found(let digest) = observation.source, let reference = image.reference else { return nil }
            return "\(reference.repository)@\(digest)"
        }
        let dropped = previous.images(notAmong: Set(wanted))
        guard !dropped.isEmpty else { return observed }
        let step = SequenceStep(timestamp: 0, configuration: MirrorSection(), dropped: dropped)
        let stays = Set(try previous.next(step).pastAssociations.flatMap(\.layerDigests))
        var rest = observed
        rest.presentBlobs = observed.presentBlobs.filter { stays.contains(DigestText($0.digest)) }
        return rest
    }

    /// Whether the archive would bring catalogs only, and the same ones as the one before: oc-mirror makes none then.
    func isNothingNew(in plan: Plan) -> Bool {
        guard let sequence = plan.sequence, let last = previous?.current else { return false }
        return sequence.dropped.isEmpty && sequence.record == last.record
            && plan.actions.allSatisfy { $0.type == .operatorCatalog }
    }

    /// What was observed, as if the target had the catalogs.
    func withCatalogsInSync(_ observed: ObservedState) -> ObservedState {
        var rest = observed
        for (image, observation) in observed.images where image.type == .operatorCatalog {
            guard case .found(let digest) = observation.source else { continue }
            rest.images[image]?.destination = digest
            rest.images[image]?.tree = nil
        }
        return rest
    }

    /// The documents of the archive: the selected parts of catalogs, and the signatures of releases.
    ///
    /// Images that a catalog names by tag get their digests there, as oc-mirror writes them: clusters find nothing by tags.
    func documents(_ prepared: Prepared, _ observed: ObservedState) async throws -> [PlannedArchive.Document] {
        var documents = signatures(of: prepared.desired)
        let cache = try await services.openCache()
        let builder = FilteredCatalog(reader: CatalogReader(cache: cache), cache: cache)
        let pins = pins(observed)
        for (path, catalog) in prepared.catalogs {
            guard case .found(let digest)? = observed.images[catalog.original]?.source,
                let base = catalog.original.reference?.pinned(to: digest)
            else { continue }
            let index = try await builder.index(
                of: "\(base)",
                keeping: catalog.packages,
                from: library,
                pinning: pins
            )
            try await blocking { try SequencedDocument(cache: cache).store(index) }
            documents.append(
                PlannedArchive.Document(path: path, digest: Digest(of: index), size: Int64(index.count), content: nil)
            )
        }
        return documents.sorted { $0.path < $1.path }
    }

    /// The images of catalogs that are named by tag, as the catalogs spell them, with their digests.
    private func pins(_ observed: ObservedState) -> [ImageReference: Digest] {
        var pins: [ImageReference: Digest] = [:]
        for (image, observation) in observed.images {
            guard case .found(let digest) = observation.source, let reference = image.reference,
                reference.digest == nil, image.type == .operatorBundle || image.type == .operatorRelatedImage
            else { continue }
            pins[reference] = digest
        }
        return pins
    }

    /// The request for the planner; the parts are planned afterwards.
    func request(_ documents: [PlannedArchive.Document]) -> ArchiveRequest {
        ArchiveRequest(
            // A part has at least one byte of room in plans; with less, every file has a part of its own anyway.
            limit: max(1, limit ?? SequenceLayout.limit(archiveSize: configuration.archiveSize?.value)),
            firstVolume: 1,
            documents: documents,
            isSequenced: true
        )
    }

    /// The plan with the parts of the archive, or without any if it takes no step; `copies` are the images that it copies.
    func filling(_ planned: Plan, _ copies: [CopiedImage]) async throws -> Plan {
        // What earlier archives brought is in the metadata, whatever the ledger has.
        let plan = planned.with(checks: planned.checks.filter { $0.code != .notRecorded })
        guard let archive = plan.archive, !plan.checks.contains(where: { $0.severity == .error }) else { return plan }
        guard plan.hasChanges, plan.sequence != nil else {
            // Without anything new there is no archive, so the far side hears of nothing, and no number is consumed.
            return plan.taking(nil).filling(PlannedArchive(limit: archive.limit, firstVolume: archive.firstVolume))
        }
        let contents = try ArchiveContents(
            of: plan,
            try await images(of: plan, copies),
            after: previous,
            timestamp: Self.anyTime,
            // Of documents only the length counts here.
            content: { [UInt8](repeating: 0, count: Int($0.size)) }
        )
        let layout = try SequenceLayout(contents, limit: archive.limit)
        let planned = PlannedArchive(
            limit: archive.limit,
            firstVolume: archive.firstVolume,
            volumes: layout.sizes.map { .init(name: "\($0.name)", size: $0.size) },
            documents: archive.documents
        )
        let filled = plan.filling(planned, volumes: layout.places.mapValues { $0 + archive.firstVolume })
        return filled.with(checks: (filled.checks + unreadable(copies)).sortedForReview())
    }

    private func images(of plan: Plan, _ copies: [CopiedImage]) async throws -> ArchiveContents.Images {
        var copied: [PlacedName: ImageTree] = [:]
        for copy in copies {
            guard let tag = copy.tag else { continue }
            copied[PlacedName(PlacedRepository(copy.repository), tag: "\(tag)")] = copy.tree
        }
        var renamed: [SequencedImage: ImageTree] = [:]
        for image in plan.sequencedImages(besides: previous) where copied[image.destination] == nil {
            let place = try library.place(of: .registry(image.source))
            let platforms = try (image.platforms ?? []).map { try Platform($0) }
            renamed[image] = try await ImageTree.read(image.digest, platforms: platforms) {
                try await place.manifest($0)
            }
        }
        return ArchiveContents.Images(copied: copied, renamed: renamed)
    }
}
