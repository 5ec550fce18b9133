// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// Makes a configuration from the nodes of a file in a format of oc-mirror v1, and reports all problems.
///
/// The formats differ in their fields, not in the model: what v1 means is said in the model's values, and `rules` says
/// by which rules images are chosen.
struct VersionOneParser {
    let format: VersionOneFormat
    /// The parts that all formats share.
    let shared: ConfigurationParser

    var reader: YAMLReader { shared.reader }

    /// Reads the file's fields; `nil` if they cannot be used, which was reported.
    func configuration(_ root: YAMLNode, version: Located<String>) -> ParsedConfiguration? {
        // Otherwise the errors would list the fields of another kind.
        if let kind = root.statedKind(in: reader), kind.value == shared.kind.other.rawValue {
            shared.reportOtherKind(at: kind.location)
            return nil
        }
        guard let fields = reader.mapping(root, as: VersionOneField.self, name: shared.kind.rawValue),
            shared.checkKind(fields, .kind)
        else { return nil }
        let parsed = ParsedConfiguration(
            rules: .versionOne(format),
            storage: storage(fields),
            archiveSize: shared.archiveSize(fields, .archiveSize),
            mirror: mirror(fields)
        )
        if shared.versionOne.contains(.rules) { tell(version) }
        parsed.reportUnobeyed(shared.versionOne, version: version.location, to: reader)
        return parsed
    }

    /// Says by which rules the file is read.
    private func tell(_ version: Located<String>) {
        reader.report(
            .note,
            code: .readAsVersion,
            "`\(version.value)` is read by the rules of oc-mirror v1",
            remedy: "`mirror migrate` writes the file for version two, and lists what has no equivalent",
            at: version.location
        )
    }

    private func mirror(_ fields: YAMLMapping<VersionOneField>) -> MirrorSection {
        let section: MirrorSection? =
            switch format {
            case .alpha1: fields.mapping(.mirror, as: Alpha1Section.self).map(mirror)
            case .alpha2: fields.mapping(.mirror, as: Alpha2Section.self).map(mirror)
            }
        let location = fields.keyLocation(.mirror) ?? fields.location
        if let section {
            if section.sections.isEmpty { shared.reportNothing(at: section.location) }
            return section
        }
        // A file without the section only names a place for metadata, which oc-mirror v1 accepts.
        shared.reportNothing(at: location)
        return MirrorSection(
            platform: nil,
            operators: [],
            additionalImages: [],
            helm: nil,
            blockedImages: [],
            samples: [],
            location: location,
            sections: [:]
        )
    }

    private func mirror(_ fields: YAMLMapping<Alpha1Section>) -> MirrorSection {
        MirrorSection(
            platform: fields.mapping(.ocp, as: Alpha1PlatformField.self).map(platform),
            operators: checked((fields.mappings(.operators, as: Alpha1CatalogField.self) ?? []).compactMap(catalog)),
            additionalImages: additionalImages(fields, .additionalImages),
            helm: shared.helm(
                fields.mapping(.helm, as: Alpha1HelmField.self).map { helm($0, [.repos, .repositories], .local) },
                at: fields.keyLocation(.helm)
            ),
            blockedImages: blockedNames(fields, .blockedImages),
            samples: shared.samples(fields, .samples),
            location: fields.location,
            sections: sections(fields)
        )
    }

    private func mirror(_ fields: YAMLMapping<Alpha2Section>) -> MirrorSection {
        MirrorSection(
            platform: fields.mapping(.platform, as: Alpha2PlatformField.self).map(platform),
            operators: checked((fields.mappings(.operators, as: Alpha2CatalogField.self) ?? []).compactMap(catalog)),
            additionalImages: additionalImages(fields, .additionalImages),
            helm: shared.helm(
                fields.mapping(.helm, as: Alpha2HelmField.self).map { helm($0, [.repositories, .repos], .local) },
                at: fields.keyLocation(.helm)
            ),
            blockedImages: blockedPatterns(fields, .blockedImages),
            samples: shared.samples(fields, .samples),
            location: fields.location,
            sections: sections(fields)
        )
    }

    /// The place of each section's key, by the names of version two.
    private func sections<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>) -> [SectionName: SourceLocation] {
        var places: [SectionName: SourceLocation] = [:]
        for name in Name.allCases {
            // Only the section of releases has another name in `v1alpha1`.
            places[SectionName(rawValue: name.rawValue) ?? .platform] = fields.keyLocation(name)
        }
        return places
    }
}
