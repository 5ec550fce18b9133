// SPDX-License-Identifier: Apache-2.0

/// Parts of a release, of a catalog or of an operator that are deleted, counted.
///
/// A part of several of these is counted for each; the bytes to reclaim count for the first.
package struct DeletedParts: Sendable, Equatable, Encodable {
    /// Components of releases whose manifests are deleted.
    package let components: Int
    /// Bundles whose manifests are deleted.
    package let bundles: Int
    /// Images that bundles run whose manifests are deleted.
    package let others: Int
    /// Manifests for single platforms that are deleted along with them.
    package let platforms: Int
    /// Signatures and other attachments that are deleted along with them.
    package let attachments: Int
    /// Tags that are deleted without their manifest, because something else needs that.
    package let tags: Int
    /// The bytes of all manifests that are deleted.
    package let size: Int64
    package let reclaim: Int64
    /// What was checked for them beside what was checked for every deletion.
    package let proof: [String]

    /// How many of them are deleted with their manifests.
    package var manifests: Int { components + bundles + others }
}
