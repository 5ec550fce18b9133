// SPDX-License-Identifier: Apache-2.0

/// What became of a plan: all that its ledger and its receipt follow from.
package struct ApplyOutcome: Sendable, Equatable {
    /// One result for each action of the plan, in its order.
    package let results: [ActionResult]
    /// One result for each deletion of the plan, in its order.
    package let deletions: [ActionResult]
    /// What was in place and has to stay, and is not there any more.
    package let lost: [LostImage]
    package let wasInterrupted: Bool
    /// The bytes of blobs and manifests that this run moved.
    package let bytesTransferred: Int64
    /// What was written, where the target is an archive and its set is complete.
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

    /// Whether everything was done that can be.
    package var isComplete: Bool {
        lost.isEmpty && results.allSatisfy(\.isDone) && deletions.allSatisfy { $0.isDone || $0.refusal != nil }
    }

    /// The number of images and deletions that failed, and of images that were lost.
    package var failures: Int { lost.count + (results + deletions).count { $0.failure != nil } }

    /// The actions of its plan whose destination holds the planned digest.
    ///
    /// An archive that is not complete has carried nothing.
    package func copied(of plan: Plan) -> [Action] {
        guard !plan.work.fillsArchive || volumes != nil else { return [] }
        return zip(plan.actions, results).filter(\.1.isDone).map(\.0)
    }

    /// The deletions of its plan of which nothing is left.
    package func deleted(of plan: Plan) -> [Deletion] {
        zip(plan.deletions, deletions).filter(\.1.isDone).map(\.0)
    }

    /// The deletions of its plan that the registry cannot do.
    package func refused(of plan: Plan) -> [Deletion] {
        zip(plan.deletions, deletions).filter { $0.1.refusal != nil }.map(\.0)
    }
}
