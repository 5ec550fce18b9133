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
    let reader: YAMLReader

    /// Reads the file's fields; `nil` if there is no usable section, which was reported.
    func configuration(_ root: YAMLNode) -> (archiveSize: Located<Int64>?, mirror: MirrorSection)? {
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
        guard let fields = reader.mapping(root, as: ConfigurationField.self, name: kind.rawValue) else {
            return nil
        }
        // Otherwise the errors would only list the fields of another format.
        guard checkVersion(fields), checkKind(fields) else { return nil }
        if let location = fields.keyLocation(kind.other.field) {
            reader.report(
                code: kind == .mirror ? .deleteInMirrorKind : .mirrorInDeleteKind,
                "`\(kind.other.section)` is not allowed in \(kind == .mirror ? "an" : "a") \(kind.rawValue)",
                remedy: "write it in a file of its own with `kind: \(kind.other.rawValue)`",
                at: location
            )
        }
        let archiveSize = archiveSize(fields)
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
        return fields.mapping(kind.field, as: SectionName.self).map { (archiveSize, mirror($0)) }
    }

    private func checkKind(_ fields: YAMLMapping<ConfigurationField>) -> Bool {
        guard let found = fields.requiredString(.kind, of: "the configuration", usually: kind.rawValue) else {
            return true
        }
        switch ConfigurationKind(rawValue: found.value) {
        case kind: return true
        case let other?:
            reader.report(
                code: other.isNotExpected,
                "this file says what to \(other.section), not what to \(kind.section)",
                remedy:
                    "give it to \(other.command), or write `kind: \(kind.rawValue)` with a `\(kind.section)` section",
                at: found.location
            )
            return false
        case nil:
            let names = [kind, kind.other].map(\.rawValue)
            let nearest = nearestName(to: found.value, among: names)
            reader.report(
                code: .unknownKind,
                "the kind `\(found.value)` is not known",
                remedy: nearest.map { "did you mean `\($0)`?" } ?? "write `kind: \(kind.rawValue)`",
                at: found.location
            )
            return true
        }
    }

    private func archiveSize(_ fields: YAMLMapping<ConfigurationField>) -> Located<Int64>? {
        let remedy = "write the number of GiB, without a unit, as in `archiveSize: 4`"
        guard let size = fields.integer(.archiveSize, text: { _ in remedy }) else { return nil }
        guard kind == .mirror else {
            reader.report(
                .warning,
                code: .ignoredField,
                "`archiveSize` has no effect on what is deleted",
                remedy: "remove it",
                at: fields.keyLocation(.archiveSize) ?? size.location
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
        // A misspelt section was reported already.
        if sections.isEmpty, !reader.findings.hasErrors {
            reader.report(
                .warning,
                code: kind == .mirror ? .nothingToMirror : .nothingToDelete,
                "`\(kind.section)` names nothing to \(kind.section)",
                at: fields.location
            )
        }
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
            helm: helm(fields),
            blockedImages: blockedImages(fields),
            samples: samples(fields),
            location: fields.location,
            sections: sections
        )
    }
}

extension ConfigurationParser {
    /// Reads `mirror.helm`; a section without charts asks for nothing.
    private func helm(_ fields: YAMLMapping<SectionName>) -> HelmSection? {
        guard let section = fields.mapping(.helm, as: HelmSectionField.self).map(helmSection), section.asksForCharts
        else { return nil }
        if !sections.contains(.helm) {
            reader.report(
                code: .unsupportedSection,
                "`\(kind.section).helm` is not supported yet by this version of mirror",
                remedy: "remove the section, or keep it in a configuration of its own until it is supported",
                at: fields.keyLocation(.helm) ?? section.location
            )
        }
        return section
    }
}

extension ConfigurationKind {
    fileprivate var field: ConfigurationField {
        switch self {
        case .mirror: .mirror
        case .deletion: .delete
        }
    }

    /// The command that reads files of this kind.
    fileprivate var command: String {
        switch self {
        case .mirror: "`mirror plan`"
        case .deletion: "`mirror delete plan`"
        }
    }
}

extension ConfigurationKind {
    /// The code of the finding that a file of this kind was given where another is expected.
    var isNotExpected: FindingCode {
        switch self {
        case .mirror: .mirrorKind
        case .deletion: .deleteKind
        }
    }
}
