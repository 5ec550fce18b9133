// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// An element of `mirror.operators`: a catalog and the operators to take from it.
package struct OperatorCatalog: Sendable {
    package let source: ImageSource
    /// The reference as it was written.
    package let text: String
    /// Whether every version is taken, not only the head of each channel.
    ///
    /// By the rules of version one, packages may have bounds beside it: `v1alpha1` writes `headsOnly: false` above each
    /// `startingVersion`.
    package let full: Bool
    /// The repository at the target, if it differs from the source's.
    package let targetCatalog: RepositoryName?
    /// The tag at the target, if it differs from the source's.
    package let targetTag: Tag?
    /// The template file for the `CatalogSource`.
    package let targetCatalogSourceTemplate: Located<String>?
    /// Whether operators that others need are left out.
    package let skipDependencies: Bool
    /// The platforms to mirror; empty means all.
    package let platforms: [Platform]
    /// The operators to take; empty means all.
    package let packages: [OperatorPackage]
    /// The place of the reference.
    package let location: SourceLocation

    /// Whether the catalog's tag at the target is given, and does not depend on the catalog's content.
    ///
    /// By the rules of oc-mirror v1, a catalog in a folder without a tag has the beginning of its digest as tag.
    package func hasTag(by rules: ConfigurationRules) -> Bool {
        switch source {
        case .registry(let reference): targetTag != nil || reference.tag != nil
        case .layout(let path): targetTag != nil || !rules.isVersionOne || path.contains(":")
        }
    }
}

/// An element of `mirror.operators[].packages`: an operator.
package struct OperatorPackage: Sendable {
    package let name: String
    /// The default channel in the mirrored catalog.
    package let defaultChannel: Located<String>?
    /// The lowest version; `startingVersion` in `v1alpha1`.
    package let minVersion: Located<VersionBound>?
    package let maxVersion: Located<VersionBound>?
    package let channels: [OperatorChannel]
    /// The name of the lowest bundle, which stands for its version; only in the formats of oc-mirror v1.
    package let minBundle: Located<String>?
    /// The names of the only bundles to take.
    package let bundles: [Located<String>]
    /// The place of the operator's name.
    package let location: SourceLocation
}

/// An element of `mirror.operators[].packages[].channels`.
package struct OperatorChannel: Sendable {
    package let name: String
    package let minVersion: Located<VersionBound>?
    package let maxVersion: Located<VersionBound>?
    /// The name of the lowest bundle, which stands for its version; only in the formats of oc-mirror v1.
    package let minBundle: Located<String>?
    /// The place of the channel's name.
    package let location: SourceLocation
}
