// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// An element of `mirror.operators`: a catalog and what to take of it.
package struct OperatorCatalog: Sendable {
    package let source: ImageSource
    /// The reference as it was written.
    package let text: String
    /// Whether every version is taken, not just the head of each channel.
    package let full: Bool
    /// The repository at the target, where it differs from the source's.
    package let targetCatalog: RepositoryName?
    /// The tag at the target, where it differs from the source's.
    package let targetTag: Tag?
    /// The file from which the `CatalogSource` is made.
    package let targetCatalogSourceTemplate: Located<String>?
    /// Whether operators that others need are left out.
    package let skipDependencies: Bool
    /// The platforms to mirror; all of them if none is named.
    package let platforms: [Platform]
    /// The operators to take; all of them if none is named.
    package let packages: [OperatorPackage]
    /// Where the reference stands.
    package let location: SourceLocation

    /// Whether the catalog's tag at the target is given, and does not come from what the catalog holds.
    package var hasTag: Bool {
        guard case .registry(let reference) = source else { return true }
        return targetTag != nil || reference.tag != nil
    }
}

/// An element of `mirror.operators[].packages`: an operator.
package struct OperatorPackage: Sendable {
    package let name: String
    /// The channel that the mirrored catalog takes as the default.
    package let defaultChannel: Located<String>?
    package let minVersion: Located<VersionBound>?
    package let maxVersion: Located<VersionBound>?
    package let channels: [OperatorChannel]
    /// The names of single bundles to take, and no others.
    package let bundles: [Located<String>]
    /// Where the operator's name stands.
    package let location: SourceLocation
}

/// An element of `mirror.operators[].packages[].channels`.
package struct OperatorChannel: Sendable {
    package let name: String
    package let minVersion: Located<VersionBound>?
    package let maxVersion: Located<VersionBound>?
    /// Where the channel's name stands.
    package let location: SourceLocation
}
