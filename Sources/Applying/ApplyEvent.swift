// SPDX-License-Identifier: Apache-2.0

package import Cache
package import OCI
package import Plans

/// An event during an apply.
package enum ApplyEvent: Sendable {
    /// What is done before the first transfer.
    package enum Preparation: Sendable, Equatable {
        /// Destinations are compared with the plan.
        case checking
        /// Manifests are read from their sources.
        case reading
    }

    /// The destinations were checked; these actions and bytes are left.
    case started(actions: Int, alreadyDone: Int, bytes: Int64)
    /// The work before the first transfer: this many of all were looked at.
    case preparing(Preparation, count: Int, of: Int)
    /// The transfer of a blob begins, for this image among others.
    case began(BlobTransfer, for: Action?)
    /// This many more bytes have reached the target, of this blob if it is known.
    case transferred(Int64, of: Digest?)
    /// A transfer continues with this many bytes at the target, because the others were lost.
    case restarted(Digest, at: Int64)
    /// The target holds the blob already, so its bytes are not transferred.
    case skipped(BlobTransfer)
    /// The transfer of a blob has ended, well or not.
    case ended(Digest)
    /// A blob is now in its home repository.
    case uploaded(BlobTransfer)
    /// A transfer failed and is tried again.
    case retrying(blob: Digest, attempt: Int, reason: String)
    /// A cached file does not match its blob's digest, so the registry is asked instead.
    case passedOver(KeptBlobs.Broken)
    /// The destination now holds the planned image.
    case finished(Action)
    case failed(Action, reason: String)
    case deleted(Deletion)
    case deletionFailed(Deletion, reason: String)
    /// The registry cannot remove single tags, so this tag stays, as do all others.
    case tagsRefused(Deletion, reason: String)
}
