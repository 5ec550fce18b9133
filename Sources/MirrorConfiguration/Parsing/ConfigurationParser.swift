// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// Makes a configuration from the nodes of a file, and reports all problems.
struct ConfigurationParser {
    static let apiVersion = "mirror.openshift.io/v2alpha1"
    /// The maximum archive size in GiB; more bytes do not fit into a 64-bit number.
    private static let largestArchive = Int64.max >> 30

    /// The expected kind of the file.
    let kind: ConfigurationKind
    /// The sections that may ask for images.
    let sections: Set<SectionName>
    /// What is obeyed of the formats of oc-mirror v1.
    let versionOne: VersionOneSupport
    let reader: YAMLReader

    /// Reads the file's fields; `nil` if there is no usable section, which was reported.
    func configuration(_ root: YAMLNode) -> ParsedConfiguration? {
        if let found = root.statedKind(in: reader), found.value == DeleteImageListParser.kind {
            reader.report(
                code: .listKind,
                "this file is a list of oc-mirror, not a configuration of what to \(kind.section)",
                remedy: "give it to `mirror delete plan \(OptionName.fromList)`",
                at: found.location
            )
            return nil
        }
        guard !root.isNull else {
            let start = SourceLocation(file: reader.source.path, line: 1, column: 1)
            reader.report(code: .emptyFile, "the file is empty", at: start)
            return nil
        }
        if let envelope = ConfigurationEnvelope(root, in: reader.source) {
            envelope.report(to: reader)
            return nil
        }
        if kind == .mirror, let version = root.statedVersion(in: reader) {
            if reportForerunner(version) { return nil }
            if let format = VersionOneFormat(apiVersion: version.value) {
                let parser = VersionOneParser(format: format, shared: self)
                return parser.configuration(root, version: version)
            }
        }
        guard let fields = reader.mapping(root, as: ConfigurationField.self, name: kind.rawValue) else {
            return nil
        }
        // Otherwise the errors would only list the fields of another format.
        guard checkVersion(fields), checkKind(fields, .kind) else { return nil }
        if let location = fields.keyLocation(kind.other.field) {
            reader.report(
                code: kind == .mirror ? .deleteInMirrorKind : .mirrorInDeleteKind,
                "`\(kind.other.section)` is not allowed in \(kind == .mirror ? "an" : "a") \(kind.rawValue)",
                remedy: "write it in a file of its own with `kind: \(kind.other.rawValue)`",
                at: location
            )
        }
        let archiveSize = archiveSize(fields, .archiveSize)
        guard fields[kind.field] != nil else {
            // Fields beside the section, instead of below it, were already reported.
            if fields.hasMisplacedField { return nil }
            reader.report(
                code: .missingField,
                "the configuration has no `\(kind.section)`",
                remedy: "add `\(kind.section):` with what to \(kind.section)",
                at: fields.keyLocation(kind.field) ?? fields.location
            )
            return nil
        }
        return fields.mapping(kind.field, as: SectionName.self).map {
            ParsedConfiguration(rules: .versionTwo, storage: nil, archiveSize: archiveSize, mirror: mirror($0))
        }
    }

    /// Reads the size of archives, in GiB.
    func archiveSize<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> Located<Int64>? {
        let remedy = "write the number of GiB, without a unit, as in `archiveSize: 4`"
        guard let size = fields.integer(name, text: { _ in remedy }) else { return nil }
        guard kind == .mirror else {
            reader.report(
                .warning,
                code: .ignoredField,
                "`archiveSize` has no effect on what is deleted",
                remedy: "remove it",
                at: fields.keyLocation(name) ?? size.location
            )
            return nil
        }
        // As in oc-mirror, 0 means that no size is given.
        if size.value == 0 { return nil }
        guard (1...Self.largestArchive).contains(size.value) else {
            reader.report(
                code: .archiveSize,
                "the archiveSize \(size.value) is not a number of GiB from 1 to \(Self.largestArchive)",
                remedy: "leave it out to have archives of 500 GiB",
                at: size.location
            )
            return nil
        }
        return size
    }

    private func mirror(_ fields: YAMLMapping<SectionName>) -> MirrorSection {
        var sections: [SectionName: SourceLocation] = [:]
        for section in SectionName.allCases { sections[section] = fields.keyLocation(section) }
        if sections.isEmpty { reportNothing(at: fields.location) }
        if kind == .deletion, let location = sections[.blockedImages] {
            reader.report(
                code: .blockedInDeleteKind,
                "`blockedImages` is not allowed in a \(kind.rawValue): blocked images were never mirrored",
                remedy: "remove it; name the images that must stay in a configuration given with \(OptionName.keep)",
                at: location
            )
        }
        return MirrorSection(
            platform: fields.mapping(.platform, as: PlatformSectionField.self).map(platformSection),
            operators: operators(fields),
            additionalImages: additionalImages(fields),
            helm: helm(
                fields.mapping(.helm, as: HelmSectionField.self).map(helmSection),
                at: fields.keyLocation(.helm)
            ),
            blockedImages: blockedImages(fields),
            samples: samples(fields, .samples),
            location: fields.location,
            sections: sections
        )
    }
}

extension ConfigurationParser {
    /// Reports that the file has no section; a misspelt one was reported already.
    func reportNothing(at location: SourceLocation) {
        guard !reader.findings.hasErrors else { return }
        reader.report(
            .warning,
            code: kind == .mirror ? .nothingToMirror : .nothingToDelete,
            "`\(kind.section)` names nothing to \(kind.section)",
            at: location
        )
    }

    /// Checks `mirror.helm`; a section without charts asks for nothing.
    func helm(_ section: HelmSection?, at location: SourceLocation?) -> HelmSection? {
        guard let section, section.asksForCharts else { return nil }
        if !sections.contains(.helm) {
            reader.report(
                code: .unsupportedSection,
                "`\(kind.section).helm` is not supported yet by this version of mirror",
                remedy: "remove the section, or keep it in a configuration of its own until it is supported",
                at: location ?? section.location
            )
        }
        return section
    }
}
