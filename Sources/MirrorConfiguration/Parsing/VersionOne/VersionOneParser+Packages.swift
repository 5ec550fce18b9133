// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

extension VersionOneParser {
    /// A package's or a channel's bounds, of which the lower one may be the name of a bundle.
    private struct Bounds {
        let range: VersionRange<VersionBound>
        let minBundle: Located<String>?

        var location: SourceLocation? { range.location ?? minBundle?.location }
    }

    /// A parsed channel; its bounds count even if its name is missing.
    private struct ParsedChannel {
        let name: Located<String>?
        let bounds: Bounds

        var channel: OperatorChannel? {
            name.map {
                OperatorChannel(
                    name: $0.value,
                    minVersion: bounds.range.minimum,
                    maxVersion: bounds.range.maximum,
                    minBundle: bounds.minBundle,
                    location: $0.location
                )
            }
        }
    }

    /// Reads an element of `packages` in `v1alpha2`.
    func package(_ fields: YAMLMapping<Alpha2PackageField>) -> OperatorPackage? {
        let name = fields.requiredString(.name, of: "the package")
        let bounds = bounds(fields, .minVersion, .maxVersion, .minBundle)
        let channels = (fields.mappings(.channels, as: Alpha2ChannelField.self) ?? []).map {
            ParsedChannel(
                name: $0.requiredString(.name, of: "the channel"),
                bounds: self.bounds($0, .minVersion, .maxVersion, .minBundle)
            )
        }
        return package(name, bounds, channels, defaultChannel: fields.string(.defaultChannel))
    }

    /// Reads an element of `packages` in `v1alpha1`.
    func package(_ fields: YAMLMapping<Alpha1PackageField>) -> OperatorPackage? {
        let name = fields.requiredString(.name, of: "the package")
        let bounds = bounds(fields, .startingVersion, nil, .startingBundle)
        let channels = (fields.mappings(.channels, as: Alpha1ChannelField.self) ?? []).map {
            ParsedChannel(
                name: $0.requiredString(.name, of: "the channel"),
                bounds: self.bounds($0, .startingVersion, nil, .startingBundle)
            )
        }
        return package(name, bounds, channels, defaultChannel: nil)
    }

    private func package(
        _ name: Located<String>?,
        _ bounds: Bounds,
        _ channels: [ParsedChannel],
        defaultChannel: Located<String>?
    ) -> OperatorPackage? {
        shared.reportDuplicates(channels.compactMap(\.name), of: "channel")
        check(bounds, channels)
        guard let name else { return nil }
        return OperatorPackage(
            name: name.value,
            defaultChannel: defaultChannel,
            minVersion: bounds.range.minimum,
            maxVersion: bounds.range.maximum,
            channels: channels.compactMap(\.channel),
            minBundle: bounds.minBundle,
            bundles: [],
            location: name.location
        )
    }

    private func bounds<Name: YAMLFieldName>(
        _ fields: YAMLMapping<Name>,
        _ minimum: Name,
        _ maximum: Name?,
        _ bundle: Name
    ) -> Bounds {
        let lowest = version(fields, minimum)
        let highest = maximum.flatMap { version(fields, $0) }
        let minBundle = fields.string(bundle)
        if let lowest, let highest, !highest.value.isMetAsMaximum(by: lowest.value.version) {
            shared.reportEmptyRange(lowest, highest)
        }
        if lowest != nil, minBundle != nil, let place = fields.keyLocation(bundle) {
            reader.report(
                code: .exclusiveFields,
                "`\(minimum.rawValue)` and `\(bundle.rawValue)` exclude each other",
                remedy: "keep `\(minimum.rawValue)`",
                at: place
            )
        }
        return Bounds(range: VersionRange(minimum: lowest, maximum: highest), minBundle: minBundle)
    }

    /// Reads a version, which needs all three numbers here; `0.0.0` is how `v1alpha1` writes none.
    private func version<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> Located<VersionBound>? {
        let bound = fields.parsed(
            name,
            code: .invalidVersion,
            number: ConfigurationParser.releaseVersion,
            remedy: ConfigurationParser.releaseVersion
        ) { text throws(VersionError) in
            _ = try SemanticVersion(text)
            return try VersionBound(text)
        }
        return format == .alpha1 && bound?.value.text == "0.0.0" ? nil : bound
    }

    /// Finds bounds that contradict each other, or have no effect.
    private func check(_ package: Bounds, _ channels: [ParsedChannel]) {
        // A lowest version alone is no range.
        let ranges = channels.filter { $0.bounds.range.maximum != nil }.compactMap(\.bounds.location)
        if package.range.maximum != nil, !ranges.isEmpty {
            for place in ranges {
                reader.report(
                    code: .twoRanges,
                    "both the package and its channel have bounds for versions",
                    remedy: "keep the bounds of the package or those of its channels",
                    at: place
                )
            }
        } else if package.range.maximum != nil, !channels.isEmpty, let place = package.location {
            reader.report(
                .warning,
                code: .ignoredField,
                "the bounds of the package have no effect beside `channels`, as in oc-mirror v1",
                remedy: "write them for each channel",
                at: place
            )
        } else if package.range.minimum != nil {
            for place in channels.compactMap(\.bounds.location) {
                reader.report(
                    .warning,
                    code: .ignoredField,
                    "the lowest version of the package counts for all channels, so the bounds of this one have no effect",
                    remedy: "keep the bounds of the package or those of its channels",
                    at: place
                )
            }
        }
    }
}
