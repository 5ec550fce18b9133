// SPDX-License-Identifier: Apache-2.0

package import Cache
package import OCI
package import Plans

/// What happens while a plan is applied.
package enum ApplyEvent: Sendable {
    /// The destinations were looked at; so many actions and bytes are left.
    case started(actions: Int, alreadyDone: Int, bytes: Int64)
    /// So many more bytes of blobs have reached the target.
    case transferred(Int64)
    /// A blob lies at its home.
    case uploaded(BlobTransfer)
    /// A transfer failed and is tried again.
    case retrying(blob: Digest, attempt: Int, reason: String)
    /// A file of a cache is not the blob in whose place it lies, so the registry is asked.
    case passedOver(KeptBlobs.Broken)
    /// The destination holds the planned image.
    case finished(Action)
    case failed(Action, reason: String)
    case deleted(Deletion)
    case deletionFailed(Deletion, reason: String)
    /// The registry cannot take tags away, so this one stays, as all others do.
    case tagsRefused(Deletion, reason: String)
}

/// How an action ended.
package enum ActionResult: Sendable, Equatable {
    case done
    /// The destination held the planned image before this run.
    case alreadyDone
    case failed(String)
    /// The registry cannot do it, ever; nothing depends on it.
    case refused(String)
    /// The run was stopped before its turn.
    case notStarted

    /// Whether the target is as the plan wants it.
    package var isDone: Bool { self == .done || self == .alreadyDone }

    /// Whether the registry will never do it.
    package var isRefused: Bool {
        if case .refused = self { true } else { false }
    }
}

/// How an apply ended.
package struct ApplyOutcome: Sendable, Equatable {
    /// One result for each action of the plan, in its order.
    package var results: [ActionResult]
    /// One result for each deletion of the plan, in its order.
    package var deletions: [ActionResult]
    /// What was in place and has to stay, and is not there any more.
    package var lost: [LostImage] = []
    package var wasInterrupted: Bool
    /// The bytes of blobs and manifests that this run uploaded.
    package var bytesTransferred: Int64

    package init(
        results: [ActionResult],
        deletions: [ActionResult] = [],
        wasInterrupted: Bool = false,
        bytesTransferred: Int64 = 0
    ) {
        self.results = results
        self.deletions = deletions
        self.wasInterrupted = wasInterrupted
        self.bytesTransferred = bytesTransferred
    }

    /// Whether everything was done that can be.
    package var isComplete: Bool {
        lost.isEmpty && results.allSatisfy(\.isDone) && deletions.allSatisfy { $0.isDone || $0.isRefused }
    }

    /// The number of images and deletions that failed, and of images that were lost.
    package var failures: Int {
        lost.count
            + (results + deletions).count { result in
                if case .failed = result { true } else { false }
            }
    }
}
