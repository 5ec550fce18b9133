// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
import YAML

/// What oc-mirror v2 would delete: a file of kind `DeleteImageList`, which its `delete --generate` wrote and people may
/// have edited.
///
/// A value of this type is valid as far as the file alone can tell. It says what to delete, never that it may be: oc-mirror
/// does not look at what else needs an image.
package struct DeleteImageList: Sendable {
    /// An image to delete.
    package struct Item: Sendable {
        /// The image as it was asked for when it was mirrored.
        package let origin: ImageSource
        /// Where it lies at the target: it has a tag, a digest or both.
        package let destination: ImageReference
        /// Nothing in lists of versions before 4.18, which do not say it.
        package let kind: Kind?
        /// Where the item's `imageReference` stands.
        package let location: SourceLocation
    }

    /// What an image is to what was mirrored, by the names of oc-mirror.
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

    /// How large a list may be: more than any configuration, since it names every image, each in some 350 bytes.
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
    /// What was noticed that does not stand in the way.
    package let warnings: [Finding]

    /// Reads a file.
    package static func load(path: String) throws(FindingsError) -> DeleteImageList {
        try DeleteImageList(
            bytes: ConfigurationFile.read(path, limit: limits.bytes, named: "list"),
            path: path
        )
    }

    /// Reads a list from memory; `path` is its name in messages.
    ///
    /// Throws everything that is wrong with it at once.
    package init(bytes: [UInt8], path: String) throws(FindingsError) {
        let findings = FindingCollector()
        let source = SourceText(path: path, bytes: bytes)
        let root = YAMLComposer.document(in: source, limits: Self.limits, reportingTo: findings)
        let items = root.flatMap { DeleteImageListParser(YAMLReader(source, reportingTo: findings)).items($0) }
        try findings.throwIfErrors()
        // Whatever keeps the parser from an answer was reported as an error.
        guard let items else { preconditionFailure("a list was refused without an error") }
        self.path = path
        self.bytes = bytes
        digest = Digest(of: bytes)
        self.items = items
        warnings = findings.warnings
    }
}
