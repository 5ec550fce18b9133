// SPDX-License-Identifier: Apache-2.0

package import Cache
package import OCI
package import Plans

/// An event during an apply.
package enum ApplyEvent: Sendable {
    /// The destinations were checked; these actions and bytes are left.
    case started(actions: Int, alreadyDone: Int, bytes: Int64)
    /// This many more bytes of blobs have reached the target.
    case transferred(Int64)
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
