// SPDX-License-Identifier: Apache-2.0

package import ArchiveSets
import Diagnostics
import OCI
package import Plans

/// What an archive is asked for: how large volumes may be, where their numbers go on, and what travels beside images.
package struct ArchiveRequest: Sendable, Equatable {
    /// The most bytes of a volume.
    package let limit: Int64
    package let firstVolume: Int
    /// Sorted by path.
    package let documents: [PlannedArchive.Document]
    /// Whether it is an archive of oc-mirror v1: its parts follow from the metadata, which is made after the plan.
    package let isSequenced: Bool

    package init(
        limit: Int64,
        firstVolume: Int,
        documents: [PlannedArchive.Document],
        isSequenced: Bool = false
    ) {
        self.limit = limit
        self.isSequenced = isSequenced
        self.firstVolume = firstVolume
        self.documents = documents
    }
}

/// Distributes what a plan copies over volumes, so that the size of each is known before a byte moves.
struct ArchivePlanner {
    let request: ArchiveRequest
    let images: [SetContents.Image]

    /// The unit in which the plan's own file grows.
    private static let planUnit: Int64 = 4096

    /// Returns the plan with its volumes, or with a check that says why it has none.
    func filling(_ plan: Plan) -> Plan {
        let empty = plan.filling(
            PlannedArchive(limit: request.limit, firstVolume: request.firstVolume, documents: request.documents)
        )
        guard !request.isSequenced, plan.hasChanges, !plan.checks.contains(where: { $0.severity == .error }) else {
            return empty
        }
        let failure: Finding
        do {
            return try settled(empty)
        } catch let error as ArchiveLayout.Oversize {
            failure = oversize(error, plan)
        } catch {
            failure = Finding(.error, .archiveLayout, Explanation(error))
        }
        return empty.with(checks: (plan.checks + [failure]).sortedForReview())
    }

    /// The plan is in its own first volume, and names the sizes of all: its room grows until it is large enough.
    private func settled(_ plan: Plan) throws -> Plan {
        var room: Int64 = 0
        while true {
            let candidate = try filling(plan, planRoom: room)
            let needed = Int64(try PlanFile(candidate).bytes.count)
            guard needed > room else { return candidate }
            room = (needed + Self.planUnit - 1) / Self.planUnit * Self.planUnit
        }
    }

    private func filling(_ plan: Plan, planRoom: Int64) throws -> Plan {
        let layout = try ArchiveLayout(
            SetContents(planned: plan, documents: request.documents, images: images),
            // Whatever the id will be, it has the same length.
            plan: Digest(of: []),
            planSize: planRoom,
            rules: ArchiveLayout.Rules(
                limit: request.limit,
                firstVolume: request.firstVolume,
                allowsOversize: plan.options.allowOversize == true
            )
        )
        var volumes: [Digest: Int] = [:]
        for volume in layout.volumes {
            for case .blob(let digest) in volume.members.map(\.member.content) { volumes[digest] = volume.name.number }
        }
        let archive = PlannedArchive(
            limit: request.limit,
            firstVolume: request.firstVolume,
            planRoom: planRoom,
            volumes: layout.volumes.map { .init(name: "\($0.name)", size: $0.size) },
            documents: request.documents
        )
        return plan.filling(archive, volumes: volumes)
    }

    private func oversize(_ error: ArchiveLayout.Oversize, _ plan: Plan) -> Finding {
        let (gib, member) = (Int64(1) << 30, error.member)
        let sufficient = (error.needed + gib - 1) / gib
        var subject = "`\(member.path)`"
        if case .blob(let digest) = member.content {
            let users = images.filter { $0.tree.blobs.contains { $0.digest == digest } }
            let names = Set(users.map { "\($0.repository)" + ($0.tag.map { ":\($0)" } ?? "") }).sorted()
            subject = "the blob \(digest) of \(names.prefix(3).joined(separator: ", "))"
            if names.count > 3 { subject += " and \(names.count - 3) more" }
        }
        return Finding(
            .error,
            .oversizeBlob,
            "\(subject) has \(member.size) bytes, and a volume has at most \(request.limit), of which tar needs some",
            remedy: """
                Set `archiveSize` to \(sufficient) or more, or \(OptionName.archiveSize) to \(error.needed), or give \
                such blobs volumes of their own with \(OptionName.allowOversize).
                """
        )
    }
}

extension SetContents {
    /// What a plan brings: its documents, its images, and the blobs that no earlier archive carried.
    package init(planned plan: Plan, documents: [PlannedArchive.Document], images: [Image]) {
        self.init(
            documents: documents.map { Document(path: $0.path, size: $0.size) },
            images: images,
            blobs: plan.blobs.filter { !$0.atHome }.map { Blob(digest: $0.digest, size: $0.size) }
        )
    }
}
