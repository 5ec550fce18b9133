// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import OCI
import Planning
import Plans
import Resolution

/// Whether an archive has what is copied from it, whole, before anybody writes to the target: pure functions.
struct ArchiveCompleteness: Sendable {
    let archive: ArchiveHoldings
    /// The target of the plan.
    let target: String
    private let observed: ObservedState
    /// The blobs that neither the archive nor the target has, and that nobody builds.
    private let lacking: Set<Digest>

    init(of archive: ArchiveHoldings, for target: String, _ observed: ObservedState) {
        self.archive = archive
        self.target = target
        self.observed = observed
        let copied = observed.images.values.flatMap(\.treesToCopy).flatMap(\.blobs).map(\.digest)
        let built = observed.images.keys.compactMap(\.build).flatMap(\.image.blobs.keys)
        lacking = Set(copied).subtracting(built).subtracting(observed.presentBlobs.map(\.digest))
            .filter { !archive.contains($0) }
    }

    /// What was observed, as if images that may be left out were not there where the archive has not all their blobs.
    var withoutIncomplete: ObservedState {
        var whole = observed
        for (image, observation) in observed.images where !image.isIndispensable {
            let blobs = Set(observation.treesToCopy.flatMap(\.blobs).map(\.digest)).intersection(lacking)
            guard let first = blobs.min() else { continue }
            let more = blobs.count == 1 ? "" : " and \(blobs.count - 1) more"
            whole.images[image]?.source = .missing(
                Explanation("the archive in \(archive.folder) lacks its blob \(first)\(more)")
            )
        }
        return whole
    }

    /// What neither the archive nor the target has; `find` returns the digest that archives carried of an image.
    func missing(
        _ desired: DesiredState,
        find: (ImageSource) async throws -> Digest?
    ) async throws -> MissingReport {
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
            guard let digest = try await find(image.origin) else { continue }
            images[digest, default: []].insert("\(image.origin)")
        }
        return MissingReport(
            target: target,
            images: images.map { .init(digest: $0, origins: $1.sorted()) },
            // What travels with an image that cannot be read is not known: all that is lost may belong to it.
            blobs: lacking.union(needers).union(images.isEmpty ? [] : archive.gone).sorted(),
            sets: archive.unknownSets
        )
    }

    /// The findings about what is missing: blobs by the images that need them, and sets that nothing tells of.
    func findings(_ report: MissingReport, in plan: Plan, isReported: Bool) -> [Finding] {
        blobFindings(report, plan, isReported) + setFindings
    }

    /// Without the newest set a plan would take what is older for what is meant.
    private var setFindings: [Finding] {
        guard let first = archive.unknownLosses.first else { return [] }
        let set = first.plan.map { "the set \($0.short) is lost" } ?? "a set is lost"
        return [
            Finding(
                .error,
                .archiveIncomplete,
                "\(set) with what it tells of images: \(first.name) in \(archive.folder): \(first.reason)",
                remedy: """
                    Copy it from where the archive was made, or have its content sent again: \(OptionName.resend) with \
                    the report, or `mirror history repair \(OptionName.forget) \(first.plan?.short ?? "PLAN")` there.
                    """
            )
        ]
    }

    /// The findings about blobs that are missing, by the images that need them.
    private func blobFindings(_ report: MissingReport, _ plan: Plan, _ isReported: Bool) -> [Finding] {
        let missing = Set(report.blobs)
        let blobs = plan.blobs.filter { missing.contains($0.digest) }
        guard !blobs.isEmpty else { return [] }
        let images = Set(blobs.map(\.source.description)).sorted()
        let names = images.prefix(5).joined(separator: ", ") + (images.count > 5 ? " and \(images.count - 5) more" : "")
        let sending =
            isReported
            ? "have sent again what the report lists"
            : "write down with \(OptionName.reportMissing) FILE what has to be sent again"
        return [
            Finding(
                .error,
                .archiveIncomplete,
                "the archive in \(archive.folder) and the target lack \(counted(blobs.count, "blob")) of \(names)",
                remedy: (archive.isSequenced
                    ? "Publish the archives before this one first, or again, in their order."
                    : "Put the volumes of the earlier archive into the folder too, or \(sending).")
                    + " \(OptionName.allowMissing) plans the rest without such images, but not without parts of a release."
            )
        ]
    }
}
