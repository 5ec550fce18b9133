// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// Makes a configuration of the nodes of a file, reporting everything that is wrong on the way.
struct ConfigurationParser {
    static let apiVersion = "mirror.openshift.io/v2alpha1"
    static let kind = "ImageSetConfiguration"
    static let deletionKind = "DeleteImageSetConfiguration"
    /// More GiB than this are more bytes than a 64-bit number counts.
    private static let largestArchive = Int64.max >> 30

    let reader: YAMLReader

    /// Reads the file's fields; `nil` if there is no `mirror` to speak of, which was reported.
    func configuration(_ root: YAMLNode) -> (archiveSize: Located<Int64>?, mirror: Mirror)? {
        guard let fields = reader.mapping(root, as: ConfigurationField.self, name: "ImageSetConfiguration") else {
            return nil
        }
        // What follows would only tell that another format has other fields.
        guard checkVersion(fields), checkKind(fields) else { return nil }
        if let location = fields.keyLocation(.delete) {
            reader.report(
                code: "delete-in-mirror-kind",
                "`delete` has no place in an \(Self.kind)",
                remedy: "write it in a file of its own with `kind: \(Self.deletionKind)`",
                at: location
            )
        }
        let archiveSize = archiveSize(fields)
        guard fields[.mirror] != nil else {
            reader.report(
                code: "missing-field",
                "the configuration has no `mirror`",
                remedy: "add `mirror:` with what to mirror",
                at: fields.keyLocation(.mirror) ?? fields.location
            )
            return nil
        }
        return fields.mapping(.mirror, as: Mirror.Section.self).map { (archiveSize, mirror($0)) }
    }

    private func checkVersion(_ fields: YAMLMapping<ConfigurationField>) -> Bool {
        guard let version = fields.requiredString(.apiVersion, of: "the configuration") else { return true }
        switch version.value {
        case Self.apiVersion: return true
        case "mirror.openshift.io/v1alpha1", "mirror.openshift.io/v1alpha2":
            reader.report(
                code: "unsupported-version",
                "`\(version.value)`, the format of oc-mirror v1, is not read yet",
                remedy: "write the configuration as `apiVersion: \(Self.apiVersion)`",
                at: version.location
            )
            return false
        default:
            reader.report(
                code: "unsupported-version",
                "the apiVersion `\(version.value)` is not known",
                remedy: "write `apiVersion: \(Self.apiVersion)`",
                at: version.location
            )
            return true
        }
    }

    private func checkKind(_ fields: YAMLMapping<ConfigurationField>) -> Bool {
        guard let kind = fields.requiredString(.kind, of: "the configuration") else { return true }
        switch kind.value {
        case Self.kind: return true
        case Self.deletionKind:
            reader.report(
                code: "delete-kind",
                "this file says what to delete, not what to mirror",
                remedy: "give it to the `delete` command, or write `kind: \(Self.kind)` with a `mirror` section",
                at: kind.location
            )
            return false
        default:
            let nearest = nearestName(to: kind.value, among: [Self.kind, Self.deletionKind])
            reader.report(
                code: "unknown-kind",
                "the kind `\(kind.value)` is not known",
                remedy: nearest.map { "did you mean `\($0)`?" } ?? "write `kind: \(Self.kind)`",
                at: kind.location
            )
            return true
        }
    }

    private func archiveSize(_ fields: YAMLMapping<ConfigurationField>) -> Located<Int64>? {
        guard let size = fields.integer(.archiveSize) else { return nil }
        guard (1...Self.largestArchive).contains(size.value) else {
            reader.report(
                code: "archive-size",
                "the archiveSize \(size.value) is not a number of GiB from 1 to \(Self.largestArchive)",
                remedy: "leave it out to have archives of 500 GiB",
                at: size.location
            )
            return nil
        }
        return size
    }

    private func mirror(_ fields: YAMLMapping<Mirror.Section>) -> Mirror {
        var sections: [Mirror.Section: SourceLocation] = [:]
        for section in Mirror.Section.allCases { sections[section] = fields.keyLocation(section) }
        // A misspelt section was reported already.
        if sections.isEmpty, !reader.diagnostics.hasErrors {
            reader.report(.warning, code: "nothing-to-mirror", "`mirror` names nothing to mirror", at: fields.location)
        }
        return Mirror(
            platform: fields.mapping(.platform, as: PlatformSectionField.self).map(platformSection),
            operators: operators(fields),
            additionalImages: additionalImages(fields),
            helm: fields.mapping(.helm, as: HelmSectionField.self).map(helmSection),
            blockedImages: blockedImages(fields),
            samples: samples(fields),
            location: fields.location,
            sections: sections
        )
    }
}
