// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

extension VersionOneParser {
    /// Reads `mirror.platform` of `v1alpha2`.
    func platform(_ fields: YAMLMapping<Alpha2PlatformField>) -> PlatformSection {
        platform(
            (fields.mappings(.channels, as: ReleaseChannelField.self) ?? []).compactMap(shared.releaseChannel),
            graph: fields.flag(.graph),
            architectures: shared.architectures(fields, .architectures),
            at: fields.location
        )
    }

    /// Reads `mirror.ocp` of `v1alpha1`.
    func platform(_ fields: YAMLMapping<Alpha1PlatformField>) -> PlatformSection {
        platform(
            (fields.mappings(.channels, as: Alpha1ReleaseChannelField.self) ?? []).compactMap(releaseChannel),
            graph: fields.flag(.graph),
            architectures: [],
            at: fields.location
        )
    }

    private func platform(
        _ channels: [ReleaseChannel],
        graph: Bool,
        architectures: [Located<ReleaseArchitecture>],
        at location: SourceLocation
    ) -> PlatformSection {
        shared.reportDuplicates(channels.map { Located($0.name, at: $0.location) }, of: "channel")
        return PlatformSection(
            graph: graph,
            channels: channels,
            architectures: architectures,
            platforms: [],
            release: nil,
            kubeVirtContainer: false,
            location: location
        )
    }

    private func releaseChannel(_ fields: YAMLMapping<Alpha1ReleaseChannelField>) -> ReleaseChannel? {
        let name = fields.requiredString(.name, of: "the channel") {
            "write the channel's name, such as `stable-\($0)`"
        }
        let versions = fields.strings(.versions, number: ConfigurationParser.releaseVersion).compactMap(releaseVersion)
        shared.reportDuplicates(versions, of: "version", severity: .warning)
        guard let name else { return nil }
        return ReleaseChannel(
            name: name.value,
            // In this format, the name of the channel is all that says so.
            type: name.value == ReleaseChannelType.okd.rawValue ? .okd : .ocp,
            minVersion: nil,
            maxVersion: nil,
            versions: versions,
            shortestPath: false,
            full: false,
            location: name.location
        )
    }

    private func releaseVersion(_ text: Located<String>) -> Located<SemanticVersion>? {
        do throws(VersionError) {
            return Located(try SemanticVersion(text.value), at: text.location)
        } catch {
            reader.report(
                code: .invalidVersion,
                "`versions` has an invalid one: \(error)",
                remedy: ConfigurationParser.releaseVersion(for: text.value),
                at: text.location
            )
            return nil
        }
    }
}
