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
