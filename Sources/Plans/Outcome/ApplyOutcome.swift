// SPDX-License-Identifier: Apache-2.0

/// The outcome of an apply; the ledger and the receipt are computed from it and the plan.
package struct ApplyOutcome: Sendable, Equatable {
    /// One result for each action of the plan, in the same order.
    package let results: [ActionResult]
    /// One result for each deletion of the plan, in the same order.
    package let deletions: [ActionResult]
    /// The images that the plan leaves in place and that are missing after the apply.
    package let lost: [LostImage]
    package let wasInterrupted: Bool
    /// The bytes of blobs and manifests that this run transferred.
    package let bytesTransferred: Int64
    /// The volumes that were written, if the target is an archive and its set is complete.
    package let volumes: FinishedVolumes?

    package init(
        results: [ActionResult],
        deletions: [ActionResult] = [],
        lost: [LostImage] = [],
        wasInterrupted: Bool = false,
        bytesTransferred: Int64 = 0,
        volumes: FinishedVolumes? = nil
    ) {
        self.results = results
        self.deletions = deletions
        self.lost = lost
        self.wasInterrupted = wasInterrupted
        self.bytesTransferred = bytesTransferred
        self.volumes = volumes
    }

    /// Whether everything possible was done.
    package var isComplete: Bool {
        lost.isEmpty && results.allSatisfy(\.isDone) && deletions.allSatisfy { $0.isDone || $0.refusal != nil }
    }

    /// The number of images and deletions that failed, and of images that were lost.
    package var failures: Int { lost.count + (results + deletions).count { $0.failure != nil } }

    /// The actions of its plan whose destination holds the planned digest.
    ///
    /// An incomplete archive has carried nothing.
    package func copied(of plan: Plan) -> [Action] {
        guard !plan.work.fillsArchive || volumes != nil else { return [] }
        return zip(plan.actions, results).filter(\.1.isDone).map(\.0)
    }

    /// The deletions of its plan that were carried out completely.
    package func deleted(of plan: Plan) -> [Deletion] {
        zip(plan.deletions, deletions).filter(\.1.isDone).map(\.0)
    }

    /// The deletions of its plan that the registry does not support.
    package func refused(of plan: Plan) -> [Deletion] {
        zip(plan.deletions, deletions).filter { $0.1.refusal != nil }.map(\.0)
    }
}
