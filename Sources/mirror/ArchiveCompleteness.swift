// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
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

    /// What neither the archive nor the target has.
    func missing(_ plan: Plan, _ desired: DesiredState, _ observed: ObservedState) async throws -> MissingReport {
        let blobs = plan.blobs.filter { !$0.atHome && !$0.source.hasPrefix("build:") }.map(\.digest)
        let lacking = Set(blobs.filter { !archive.contains($0) })
        // Whoever sends a blob again has to look at the images that need it, so they are named as well.
        let needers = observed.images.values.flatMap(\.treesToCopy)
            .filter { tree in tree.blobs.contains { lacking.contains($0.digest) } }
        var images: [Digest: Set<String>] = [:]
        for image in desired.images {
            guard case .missing? = observed.images[image]?.source else { continue }
            // What the archive was never asked to bring cannot be sent again.
            guard let digest = try? await library.digest(of: image.origin, keptAs: nil) else { continue }
            images[digest, default: []].insert("\(image.origin)")
        }
        if desired.checks.contains(where: { $0.level == .error }) {
            // What a lost payload or catalog asks for is not known: all that is lost may be a part of it.
            images.merge(try await library.lostImages()) { $0.union($1) }
        }
        return MissingReport(
            target: target,
            images: images.map { .init(digest: $0, origins: $1.sorted()) },
            // What travels with an image that cannot be read is not known: all that is damaged may belong to it.
            blobs: lacking.union(needers.map(\.root.descriptor.digest)).union(images.isEmpty ? [] : archive.damaged)
                .sorted()
        )
    }

    /// The findings about blobs that are missing, by the images that need them.
    func checks(_ report: MissingReport, _ plan: Plan) -> [Check] {
        let missing = Set(report.blobs)
        let blobs = plan.blobs.filter { missing.contains($0.digest) }
        guard !blobs.isEmpty else { return [] }
        let images = Set(blobs.map(\.source)).sorted()
        let names = images.prefix(5).joined(separator: ", ") + (images.count > 5 ? " and \(images.count - 5) more" : "")
        let subject = blobs.count == 1 ? "1 blob" : "\(blobs.count) blobs"
        return [
            Check(
                .error,
                "archive-incomplete",
                """
                the archive in \(archive.folder) and the target lack \(subject) of \(names)
                Put the volumes of the earlier archive into the folder too, or write down with --report-missing FILE \
                what has to be sent again.
                """
            )
        ]
    }

    /// Reads everything that the plan copies, and compares it with its digests.
    func verify(_ plan: Plan, progress: @escaping @Sendable (Int64) -> Void) async throws {
        let blobs = plan.blobs.filter { !$0.atHome && !$0.source.hasPrefix("build:") }.map(\.digest)
        try await archive.verify(blobs.filter(archive.contains), progress: progress)
    }
}
