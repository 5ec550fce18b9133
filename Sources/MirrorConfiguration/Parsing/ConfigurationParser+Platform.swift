// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

extension ConfigurationParser {
    /// Reads `mirror.platform`.
    func platformSection(_ fields: YAMLMapping<PlatformSectionField>) -> PlatformSection {
        let channels = (fields.mappings(.channels, as: ReleaseChannelField.self) ?? []).compactMap(releaseChannel)
        reportDuplicates(channels.map { Located($0.name, at: $0.location) }, of: "channel")
        let architectures = architectures(fields, .architectures)
        let platforms = platforms(fields, .platforms)
        let release = release(fields)
        if fields[.platforms] != nil, fields[.architectures] != nil, let place = fields.keyLocation(.architectures) {
            reader.report(
                code: .exclusiveFields,
                "`architectures` and `platforms` exclude each other",
                remedy: "keep `platforms`",
                at: place
            )
        } else if let place = fields.keyLocation(.architectures), fields[.architectures] != nil,
            // Writing the default explicitly is allowed.
            architectures.map(\.value) != [.amd64]
        {
            reader.report(
                .warning,
                code: .deprecatedField,
                "`architectures` is deprecated",
                remedy: "use `platforms` if you want multi-architecture releases",
                at: place
            )
        }
        for field in [PlatformSectionField.channels, .architectures] where release != nil {
            guard let place = fields.keyLocation(field) else { continue }
            reader.report(
                .warning,
                code: .ignoredField,
                "`\(field.rawValue)` has no effect beside `release`",
                remedy: "remove one of the two",
                at: place
            )
        }
        return PlatformSection(
            graph: fields.flag(.graph),
            channels: channels,
            architectures: architectures,
            platforms: platforms,
            release: release,
            kubeVirtContainer: fields.flag(.kubeVirtContainer),
            location: fields.location
        )
    }

    /// Reads an element of `mirror.platform.channels`, whose fields both versions of the format share.
    func releaseChannel(_ fields: YAMLMapping<ReleaseChannelField>) -> ReleaseChannel? {
        let name = fields.requiredString(.name, of: "the channel") {
            "write the channel's name, such as `stable-\($0)`"
        }
        let type = channelType(fields)
        let range = versionRange(
            fields,
            .minVersion,
            .maxVersion,
            remedy: Self.releaseVersion
        ) { text throws(VersionError) in
            try SemanticVersion(text)
        } isAbove: {
            $0 > $1
        }
        let shortestPath = fields.flag(.shortestPath)
        let full = fields.flag(.full)
        guard let name else { return nil }
        return ReleaseChannel(
            name: name.value,
            type: type,
            minVersion: range.minimum,
            maxVersion: range.maximum,
            versions: [],
            shortestPath: shortestPath,
            full: full,
            location: name.location
        )
    }

    /// The advice for a release version with missing numbers: `4.8` is written `4.8.0`.
    static func releaseVersion(for text: String) -> String? {
        guard let version = try? SemanticVersion(tolerating: text) else { return nil }
        return "write `\(version)`"
    }

    private func channelType(_ fields: YAMLMapping<ReleaseChannelField>) -> ReleaseChannelType {
        guard let text = fields.string(.type) else { return .ocp }
        if let type = ReleaseChannelType(rawValue: text.value) { return type }
        let names = ReleaseChannelType.allCases.map(\.rawValue)
        reader.report(
            code: .unknownChannelType,
            "the channel type `\(text.value)` is not known",
            remedy: suggestion(nearestName(to: text.value, among: names), of: names),
            at: text.location
        )
        return .ocp
    }

    /// Reads a list of processors.
    func architectures<Name: YAMLFieldName>(
        _ fields: YAMLMapping<Name>,
        _ name: Name
    ) -> [Located<ReleaseArchitecture>] {
        let names = ReleaseArchitecture.allCases.map(\.rawValue)
        var found: [Located<ReleaseArchitecture>] = []
        for text in fields.strings(name) {
            if let architecture = ReleaseArchitecture(rawValue: text.value) {
                found.append(Located(architecture, at: text.location))
                continue
            }
            let nearest = Self.goName(ofProcessor: text.value) ?? nearestName(to: text.value, among: names)
            reader.report(
                code: .unknownArchitecture,
                "there are no releases for the architecture `\(text.value)`",
                remedy: suggestion(nearest, of: names),
                at: text.location
            )
        }
        reportDuplicates(found.map { $0.map(\.rawValue) }, of: "architecture", severity: .warning)
        return found
    }

    private func release(_ fields: YAMLMapping<PlatformSectionField>) -> Located<ImageReference>? {
        func image(_ version: SemanticVersion) -> String {
            "write quay.io/openshift-release-dev/ocp-release:\(version)-x86_64, or choose it by `channels`"
        }
        let number = { (text: String) in (try? SemanticVersion(tolerating: text)).map(image) }
        guard let text = fields.string(.release, number: number) else { return nil }
        if let version = try? SemanticVersion(tolerating: text.value) {
            reader.report(
                code: .invalidReference,
                "`\(text.value)` is a version, but a release must be given by its image",
                remedy: image(version),
                at: text.location
            )
            return nil
        }
        guard let source = imageSource(text) else { return nil }
        guard case .registry(let reference) = source else {
            reader.report(
                code: .invalidReference,
                "a release is read from a registry, not from a directory",
                remedy: "write the reference that `oc adm release info` shows",
                at: text.location
            )
            return nil
        }
        return Located(reference, at: text.location)
    }

    /// Suggests the nearest name, or else lists the names.
    private func suggestion(_ nearest: String?, of names: [String]) -> String {
        (nearest.map { "did you mean `\($0)`? " } ?? "") + "there are \(enumeration(of: names))"
    }
}
