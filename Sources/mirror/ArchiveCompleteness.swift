// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import Foundation
import ImageAccess
import OCI
import Planning
import Plans
import Resolution

/// Makes sure that an archive has what a plan copies from it, whole, before anybody writes to the target.
struct ArchiveCompleteness {
    let archive: ArchiveContent
    let library: ImageLibrary
    let target: String

    /// What a plan would read of the archive.
    private func read(_ plan: Plan) -> [Digest] {
        plan.blobs.filter { !$0.atHome && !$0.source.isBuild }.map(\.digest)
    }

    /// The blobs that neither the archive nor the target has.
    private func lacking(_ plan: Plan) -> Set<Digest> { Set(read(plan).filter { !archive.contains($0) }) }

    /// What was observed, as if images that may be left out were not there where the archive has not all their blobs;
    /// `nil` where that is so for none.
    func leavingOutIncomplete(_ plan: Plan, _ observed: ObservedState) -> ObservedState? {
        let lacking = lacking(plan)
        var whole = observed
        for (image, observation) in observed.images where !image.isIndispensable {
            let blobs = Set(observation.treesToCopy.flatMap(\.blobs).map(\.digest)).intersection(lacking)
            guard let first = blobs.min() else { continue }
            let more = blobs.count == 1 ? "" : " and \(blobs.count - 1) more"
            whole.images[image]?.source = .missing("the archive in \(archive.folder) lacks its blob \(first)\(more)")
        }
        return whole == observed ? nil : whole
    }

    /// What neither the archive nor the target has.
    func missing(_ plan: Plan, _ desired: DesiredState, _ observed: ObservedState) async throws -> MissingReport {
        let lacking = lacking(plan)
        // Whoever sends a blob again has to look at the images that need it, so they are named as well.
        var needers: Set<Digest> = []
        for observation in observed.images.values {
            let trees = observation.treesToCopy.filter { tree in tree.blobs.contains { lacking.contains($0.digest) } }
            needers.formUnion(trees.map(\.root.descriptor.digest))
            // A signature is looked for where its image is looked at.
            if case .found(let digest) = observation.source, !trees.isEmpty { needers.insert(digest) }
        }
        var images: [Digest: Set<String>] = [:]
        for image in desired.images {
            guard case .missing? = observed.images[image]?.source else { continue }
            // What the archive was never asked to bring cannot be sent again.
            guard let digest = try? await library.digest(of: image.origin, keptAs: nil) else { continue }
            images[digest, default: []].insert("\(image.origin)")
        }
        return MissingReport(
            target: target,
            images: images.map { .init(digest: $0, origins: $1.sorted()) },
            // What travels with an image that cannot be read is not known: all that is lost may belong to it.
            blobs: lacking.union(needers).union(images.isEmpty ? [] : archive.gone).sorted(),
            sets: unknownSets
        )
    }

    /// What is missing of all that archives brought, whatever is wanted of it.
    ///
    /// Where a release or a catalog cannot be read, nobody knows which images a configuration wants of it. The connected
    /// side knows, and brings nothing else of such a report.
    func missingOfAll() async throws -> MissingReport {
        let images = try await library.lostImages()
        return MissingReport(
            target: target,
            images: images.map { .init(digest: $0, origins: $1.sorted()) },
            blobs: images.isEmpty ? [] : archive.gone.sorted(),
            sets: unknownSets
        )
    }

    private var unknownSets: [Digest] { Set(archive.unknownLosses.compactMap(\.plan)).sorted() }

    /// The findings about what is missing: blobs by the images that need them, and sets that nothing tells of.
    func checks(_ report: MissingReport, _ plan: Plan, isReported: Bool) -> [Check] {
        blobChecks(report, plan, isReported) + setChecks
    }

    /// Without the newest set a plan would take what is older for what is meant.
    private var setChecks: [Check] {
        guard let first = archive.unknownLosses.first else { return [] }
        let set = first.plan.map { "the set \($0.short) is lost" } ?? "a set is lost"
        return [
            Check(
                .error,
                .archiveIncomplete,
                """
                \(set) with what it tells of images: \(first.name) in \(archive.folder): \(first.reason)
                Copy it from where the archive was made, or have its content sent again: --resend with the report, or \
                `mirror history repair --forget \(first.plan?.short ?? "PLAN")` there.
                """
            )
        ]
    }

    /// The findings about blobs that are missing, by the images that need them.
    private func blobChecks(_ report: MissingReport, _ plan: Plan, _ isReported: Bool) -> [Check] {
        let missing = Set(report.blobs)
        let blobs = plan.blobs.filter { missing.contains($0.digest) }
        guard !blobs.isEmpty else { return [] }
        let images = Set(blobs.map(\.source.description)).sorted()
        let names = images.prefix(5).joined(separator: ", ") + (images.count > 5 ? " and \(images.count - 5) more" : "")
        let sending =
            isReported
            ? "have sent again what the report lists"
            : "write down with --report-missing FILE what has to be sent again"
        return [
            Check(
                .error,
                .archiveIncomplete,
                """
                the archive in \(archive.folder) and the target lack \(counted(blobs.count, "blob")) of \(names)
                Put the volumes of the earlier archive into the folder too, or \(sending). --allow-missing plans the \
                rest without such images, but not without parts of a release.
                """
            )
        ]
    }

    /// Reads everything that the plan copies, and compares it with its digests.
    func verify(_ plan: Plan, progress: @escaping @Sendable (Int64) -> Void) async throws {
        try await archive.verify(read(plan).filter(archive.contains), progress: progress)
    }
}

extension ArchiveContent {
    /// The blobs and manifests that are lost or damaged, as far as that is known.
    fileprivate var gone: Set<Digest> { damaged.union(lost.flatMap { $0.blobs ?? [] }.filter { !contains($0) }) }
}
