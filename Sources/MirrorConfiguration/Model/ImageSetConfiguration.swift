// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
import YAML

/// The images to mirror or delete: a file of kind `ImageSetConfiguration` or `DeleteImageSetConfiguration`,
/// `mirror.openshift.io/v2alpha1`, or an `ImageSetConfiguration` in one of the formats of oc-mirror v1.
///
/// A value of this type is valid as far as the file alone can tell.
package struct ImageSetConfiguration: Sendable {
    /// All sections of the format, for code that only reads and changes the text.
    package static let allSections = Set(SectionName.allCases)

    package let kind: ConfigurationKind
    /// By which rules the file was read, and images are chosen.
    package let rules: ConfigurationRules
    /// The file, as the user named it.
    package let path: String
    package let bytes: [UInt8]
    /// The digest of `bytes`, which plans and commits name.
    package let digest: Digest
    /// The size of an archive volume in GiB.
    package let archiveSize: Located<Int64>?
    /// Where oc-mirror v1 keeps its metadata; the format of version two has no such section.
    package let storage: StorageConfiguration?
    /// The section `mirror`, or `delete`.
    package let mirror: MirrorSection
    /// The warnings, which do not prevent the use of the file.
    package let warnings: [Finding]

    /// Reads a file, which must be of the given kind; `-` is standard input, which has its own name in plans.
    ///
    /// A section that asks for images and is not in `sections` is an error like any other in the file, and so is what
    /// `versionOne` lacks.
    package static func load(
        path: String,
        kind: ConfigurationKind = .mirror,
        sections: Set<SectionName> = SectionName.supported,
        versionOne: VersionOneSupport = .obeyed
    ) throws(FindingsError) -> ImageSetConfiguration {
        guard path != "-" else {
            return try ImageSetConfiguration(
                bytes: ConfigurationFile.readStandardInput(limit: YAMLLimits().bytes),
                path: ConfigurationFile.standardInputName,
                kind: kind,
                sections: sections,
                versionOne: versionOne
            )
        }
        return try ImageSetConfiguration(
            bytes: ConfigurationFile.read(path, limit: YAMLLimits().bytes),
            path: path,
            kind: kind,
            sections: sections,
            versionOne: versionOne
        )
    }

    /// Reads a configuration from memory; messages call it `path`.
    ///
    /// Throws all problems together.
    package init(
        bytes: [UInt8],
        path: String,
        kind: ConfigurationKind = .mirror,
        sections: Set<SectionName> = allSections,
        versionOne: VersionOneSupport = .everything
    ) throws(FindingsError) {
        let findings = FindingCollector()
        let source = SourceText(path: path, bytes: bytes)
        let reader = YAMLReader(source, reportingTo: findings)
        let parts = ConfigurationText.root(of: source, reportingTo: findings).flatMap { root in
            ConfigurationParser(kind: kind, sections: sections, versionOne: versionOne, reader: reader)
                .configuration(root)
        }
        try findings.throwIfErrors()
        // Every problem that stops the parser was reported as an error.
        guard let parts else { preconditionFailure("a configuration was refused without an error") }
        self.kind = kind
        rules = parts.rules
        storage = parts.storage
        self.path = path
        self.bytes = bytes
        digest = Digest(of: bytes)
        archiveSize = parts.archiveSize
        mirror = parts.mirror
        warnings = findings.warnings
    }
}
