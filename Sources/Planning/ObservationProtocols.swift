// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// Where images are read from, as far as planning looks.
package protocol SourceObserving: Sendable {
    /// Returns the digest that the source gives the image now, or `nil` where there is none.
    func digest(of source: ImageSource) async throws -> Digest?
    /// Returns a manifest of the source's repository or layout, or `nil` where there is none.
    func manifest(_ digest: Digest, of source: ImageSource) async throws -> Manifest?
    /// Returns the manifest under a tag beside the image, or `nil` where there is none.
    func manifest(_ tag: Tag, beside source: ImageSource) async throws -> Manifest?
    /// Returns what names the manifest as its subject.
    func referrers(of digest: Digest, in source: ImageSource) async throws -> [Descriptor]
    /// Returns the tags beside an image that is not there; none where they cannot be listed.
    func tags(beside source: ImageSource) async -> [String]
    /// The repositories of the target that may hold a blob which the source does not have.
    func homes(of blob: Digest) -> [Repository]
}

extension SourceObserving {
    package func homes(of blob: Digest) -> [Repository] { [] }
    package func tags(beside source: ImageSource) async -> [String] { [] }
}

/// Where images are put, as far as planning looks.
package protocol TargetObserving: Sendable {
    /// Returns the digest of the manifest, or `nil` where there is none.
    func digest(of reference: ManifestReference, in repository: Repository) async throws -> Digest?
    /// Returns whether the registry lists referrers itself, without a tag that stands in for that.
    func listsReferrers(in repository: Repository) async throws -> Bool
    /// Returns whether the repository holds the blob.
    func hasBlob(_ digest: Digest, in repository: Repository) async throws -> Bool
    /// Whether an image was lost with everything that it needs, whatever is known of its blobs.
    func isLost(_ image: Digest) -> Bool
}

extension TargetObserving {
    package func isLost(_ image: Digest) -> Bool { false }
}

/// A source says that it has no such image, or none that these credentials may see.
package struct SourceMissing: Error, Sendable, Equatable {
    package let reason: Explanation

    package init(_ reason: Explanation) { self.reason = reason }
}
