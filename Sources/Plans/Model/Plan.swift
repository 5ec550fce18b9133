// SPDX-License-Identifier: Apache-2.0

/// What will be done to a target, complete enough to be executed from the file alone.
///
/// A plan is data: it neither plans nor applies. `docs/plan-format.md` describes its JSON.
package struct Plan: Sendable, Equatable {
    /// The version of the format; a reader refuses another major number and ignores unknown keys of a minor one.
    package static let formatVersion = "1.1"
    /// What the `kind` of the file says.
    package static let kind = "MirrorPlan"

    /// Where bytes are read and written, as a file says it.
    package enum Mode: String, Sendable, Codable {
        case registryToRegistry = "registry-to-registry"
        case registryToDisk = "registry-to-disk"
        case diskToRegistry = "disk-to-registry"
        /// Nothing is read or written; images are deleted.
        case deletion
    }

    package let subject: Subject
    package let evidence: Evidence
    package let copies: Copies
    package let holdings: Holdings
    package let removals: Removals
    /// The files for clusters.
    package let resources: [Resource]

    package init(
        _ subject: Subject,
        evidence: Evidence = Evidence(),
        copies: Copies = Copies(),
        holdings: Holdings = Holdings(),
        removals: Removals = Removals(),
        resources: [Resource] = []
    ) {
        self.subject = subject
        self.evidence = evidence
        self.copies = copies
        self.holdings = holdings
        self.removals = removals
        self.resources = resources
    }

    /// What the target holds of the set once the plan is applied.
    package var placed: [PlacedImage] { inSync + actions.map(\.image) }

    /// Whether applying would change the target.
    package var hasChanges: Bool { !actions.isEmpty || !deletions.isEmpty }

    /// Whether the plan may delete: it was made for that, or prunes.
    var mayDelete: Bool { work == .deletions || options.prune == true }

    /// A file may claim any size; one that is absurd must not end the process that refuses it.
    private static func sum(_ sizes: [Int64]) -> Int64 {
        sizes.reduce(0) { sum, size in
            let (result, overflows) = sum.addingReportingOverflow(size)
            return overflows ? .max : result
        }
    }

    /// The totals, computed from the parts.
    package var summary: PlanSummary {
        PlanSummary(
            copy: actions.count { $0.kind == .copy },
            update: actions.count { $0.kind == .update },
            build: actions.count { $0.kind == .build },
            delete: deletions.count,
            inSync: inSync.count,
            bytesToTransfer: Self.sum(actions.map(\.transfer)),
            bytesToMount: Self.sum(blobs.flatMap { blob in blob.mountInto.map { _ in blob.size } }),
            bytesToReclaim: mayDelete ? Self.sum(deletions.map(\.reclaim)) : nil
        )
    }
}
