// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// The sources of images, as planning needs them.
package protocol SourceObserving: Sendable {
    /// Returns the digest of the image at its source, or `nil` if the source does not have the image.
    func digest(of source: ImageSource) async throws -> Digest?
    /// Returns a manifest from the source's repository or layout, or `nil` if that does not have the manifest.
    func manifest(_ digest: Digest, of source: ImageSource) async throws -> Manifest?
    /// Returns the manifest under a tag in the image's repository, or `nil` if the repository has no such tag.
    func manifest(_ tag: Tag, beside source: ImageSource) async throws -> Manifest?
    /// Returns the referrers of a manifest.
    func referrers(of digest: Digest, in source: ImageSource) async throws -> [Descriptor]
    /// Returns the tags in the repository of a missing image; empty if they cannot be listed.
    func tags(beside source: ImageSource) async -> [String]
    /// The repositories of the target that may hold a blob that the source lacks.
    func homes(of blob: Digest) -> [Repository]
}

extension SourceObserving {
    package func homes(of blob: Digest) -> [Repository] { [] }
    package func tags(beside source: ImageSource) async -> [String] { [] }
}

/// The destinations of images, as planning needs them.
package protocol TargetObserving: Sendable {
    /// Returns the digest of the manifest, or `nil` if the target does not have the manifest.
    func digest(of reference: ManifestReference, in repository: Repository) async throws -> Digest?
    /// Returns whether the registry itself lists referrers, without a tag as a substitute.
    func listsReferrers(in repository: Repository) async throws -> Bool
    /// Returns whether the repository holds the blob.
    func hasBlob(_ digest: Digest, in repository: Repository) async throws -> Bool
    /// Whether an image was lost with all its content, even if its blobs seem to be present.
    func isLost(_ image: Digest) -> Bool
    /// Whether an image that is there is known to lack parts of its content, so that it is written again.
    func isDamaged(_ image: Digest, in repository: Repository) -> Bool
}

extension TargetObserving {
    package func isLost(_ image: Digest) -> Bool { false }
    package func isDamaged(_ image: Digest, in repository: Repository) -> Bool { false }
}

/// An error that a source has no such image, or none that these credentials may see.
package struct SourceMissing: ExplainedError, Sendable, Equatable {
    package let reason: Explanation

    package var explanation: Explanation { reason }

    package init(_ reason: Explanation) { self.reason = reason }
}
