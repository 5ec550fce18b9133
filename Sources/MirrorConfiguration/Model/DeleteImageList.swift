// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
import YAML

/// The images that oc-mirror v2 would delete: a file of kind `DeleteImageList`, which its `delete --generate` wrote
/// and people may have edited.
///
/// A value of this type is valid as far as the file alone can tell. It says which images to delete, not that this is
/// safe: oc-mirror does not check whether something else needs an image.
package struct DeleteImageList: Sendable {
    /// An image to delete.
    package struct Item: Sendable {
        /// The image, as it was requested when it was mirrored.
        package let origin: ImageSource
        /// Its place at the target, with a tag, a digest or both.
        package let destination: ImageReference
        /// The kind; `nil` in lists of versions before 4.18, which do not have it.
        package let kind: Kind?
        /// The place of the item's `imageReference`.
        package let location: SourceLocation
    }

    /// The kind of a mirrored image, in the terms of oc-mirror.
    package enum Kind: String, Sendable, CaseIterable {
        /// A component of a release, or its container disk for KubeVirt.
        case ocpReleaseContent
        /// The payload of a release.
        case ocpRelease
        case cincinnatiGraph
        case operatorRelatedImage
        /// An additional image.
        case generic
        case helmImage
        case operatorBundle
        case operatorCatalog
    }

    /// The limits for a list: it is larger than any configuration, because it names every image in some 350 bytes.
    static let limits: YAMLLimits = {
        var limits = YAMLLimits()
        limits.bytes = 64 * 1024 * 1024
        limits.values = 2_000_000
        return limits
    }()

    /// The file, as the user named it.
    package let path: String
    package let bytes: [UInt8]
    /// The digest of `bytes`, which plans and commits name.
    package let digest: Digest
    /// The images in the order of the file; no two have the same destination.
    package let items: [Item]
    /// The warnings, which do not prevent the use of the file.
    package let warnings: [Finding]

    /// Reads a file.
    package static func load(path: String) throws(FindingsError) -> DeleteImageList {
        try DeleteImageList(
            bytes: ConfigurationFile.read(path, limit: limits.bytes, named: "list"),
            path: path
        )
    }

    /// Reads a list from memory; messages call it `path`.
    ///
    /// Throws all problems together.
    package init(bytes: [UInt8], path: String) throws(FindingsError) {
        let findings = FindingCollector()
        let source = SourceText(path: path, bytes: bytes)
        let root = YAMLComposer.document(in: source, limits: Self.limits, reportingTo: findings)
        let items = root.flatMap { DeleteImageListParser(YAMLReader(source, reportingTo: findings)).items($0) }
        try findings.throwIfErrors()
        // Every problem that stops the parser was reported as an error.
        guard let items else { preconditionFailure("a list was refused without an error") }
        self.path = path
        self.bytes = bytes
        digest = Digest(of: bytes)
        self.items = items
        warnings = findings.warnings
    }
}
