// SPDX-License-Identifier: Apache-2.0

/// The counts of deleted parts of a release, a catalog or an operator.
///
/// A part of several wholes is counted for each; the bytes to reclaim are counted for the first.
package struct DeletedParts: Sendable, Equatable, Encodable {
    /// The number of components with deleted manifests.
    package let components: Int
    /// The number of bundles with deleted manifests.
    package let bundles: Int
    /// The number of images of bundles with deleted manifests.
    package let others: Int
    /// The number of manifests for single platforms that are deleted along with them.
    package let platforms: Int
    /// The number of signatures and other attachments that are deleted along with them.
    package let attachments: Int
    /// The number of tags that are deleted without their manifests, because another image needs these.
    package let tags: Int
    /// The bytes of all deleted manifests.
    package let size: Int64
    package let reclaim: Int64
    /// Their checks, apart from the checks of every deletion.
    package let proof: [String]

    /// The number of parts that are deleted with their manifests.
    package var manifests: Int { components + bundles + others }
}
