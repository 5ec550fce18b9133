// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

extension ConfigurationParser {
    /// Reads `mirror.operators`.
    func operators(_ fields: YAMLMapping<SectionName>) -> [OperatorCatalog] {
        let catalogs = (fields.mappings(.operators, as: OperatorCatalogField.self) ?? []).compactMap(catalog)
        reportCollisions(catalogs)
        return catalogs
    }

    /// Reports catalogs of one registry that would have the same destination.
    ///
    /// Catalogs of two registries may be copies of one catalog. That is decided later, when their digests are known.
    func reportCollisions(_ catalogs: [OperatorCatalog]) {
        var places: [String: OperatorCatalog] = [:]
        for catalog in catalogs {
            let key = "\(catalog.host) \(catalog.place)"
            guard let first = places[key] else {
                places[key] = catalog
                continue
            }
            let isSame = first.source == catalog.source
            reader.report(
                code: .duplicate,
                isSame
                    ? "the catalog `\(catalog.source)` is listed twice for the same place at the target, `\(catalog.place)`"
                    : "the catalogs `\(first.source)` and `\(catalog.source)` would both go to"
                        + " `\(catalog.place)` at the target",
                remedy: "\(isSame ? "it is also" : "the other is") on line \(first.location.line); "
                    + (isSame ? "write the packages of both below one" : "remove one of the two")
                    + ", or give one a `targetTag` or `targetCatalog` of its own",
                at: catalog.location
            )
        }
    }

    private func catalog(_ fields: YAMLMapping<OperatorCatalogField>) -> OperatorCatalog? {
        let text = fields.requiredString(.catalog, of: "the element of `operators`")
        let source = text.flatMap { imageSource($0) }
        let full = fields.flag(.full)
        let targetCatalog = targetRepository(fields, .targetCatalog)
        let targetTag = targetTag(fields, .targetTag)
        let template = fields.string(.targetCatalogSourceTemplate)
        let skipDependencies = fields.flag(.skipDependencies)
        let platforms = platforms(fields, .platforms)
        let packages = (fields.mappings(.packages, as: OperatorPackageField.self) ?? [])
            .compactMap { package($0, full: full) }
        reportDuplicates(packages.map { Located($0.name, at: $0.location) }, of: "package")
        guard let text, let source else { return nil }
        return OperatorCatalog(
            source: source,
            text: text.value,
            full: full,
            targetCatalog: targetCatalog,
            targetTag: targetTag,
            targetCatalogSourceTemplate: template,
            skipDependencies: skipDependencies,
            platforms: platforms,
            packages: packages,
            location: text.location
        )
    }

    private func package(_ fields: YAMLMapping<OperatorPackageField>, full: Bool) -> OperatorPackage? {
        let name = fields.requiredString(.name, of: "the package")
        let defaultChannel = fields.string(.defaultChannel)
        let range = toleratedRange(fields, .minVersion, .maxVersion)
        let channels = (fields.mappings(.channels, as: OperatorChannelField.self) ?? []).map(channel)
        reportDuplicates(channels.compactMap { $0.name }, of: "channel")
        let bundles = (fields.mappings(.bundles, as: NameField.self) ?? [])
            .compactMap { $0.requiredString(.name, of: "the bundle") }
        reportDuplicates(bundles, of: "bundle", severity: .warning)
        let ranges = [range.location] + channels.map(\.range.location)
        check(package: range, channels: channels, full: full)
        if let bundle = bundles.first, full || !channels.isEmpty || ranges.contains(where: { $0 != nil }) {
            reader.report(
                code: .exclusiveFields,
                "`bundles` cannot be combined with `channels`, versions or `full`",
                remedy: "keep either `bundles` or the other fields",
                at: fields.keyLocation(.bundles) ?? bundle.location
            )
        }
        guard let name else { return nil }
        return OperatorPackage(
            name: name.value,
            defaultChannel: defaultChannel,
            minVersion: range.minimum,
            maxVersion: range.maximum,
            channels: channels.compactMap(\.channel),
            minBundle: nil,
            bundles: bundles,
            location: name.location
        )
    }

    /// Finds ranges that contradict each other or `full`.
    private func check(package: VersionRange<VersionBound>, channels: [ParsedChannel], full: Bool) {
        let channelRanges = channels.compactMap(\.range.location)
        if package.location != nil {
            for location in channelRanges {
                reader.report(
                    code: .twoRanges,
                    "both the package and its channel have bounds for versions",
                    remedy: "keep the bounds of the package or those of its channels",
                    at: location
                )
            }
        }
        guard full else { return }
        for location in [package.location].compactMap(\.self) + channelRanges {
            reader.report(
                code: .rangeInFullCatalog,
                "a catalog with `full: true` has bounds for versions",
                remedy: "remove `full`, or the bounds",
                at: location
            )
        }
    }

    /// A parsed channel; its range counts even if its name is missing.
    private struct ParsedChannel {
        let name: Located<String>?
        let range: VersionRange<VersionBound>

        var channel: OperatorChannel? {
            name.map {
                OperatorChannel(
                    name: $0.value,
                    minVersion: range.minimum,
                    maxVersion: range.maximum,
                    minBundle: nil,
                    location: $0.location
                )
            }
        }
    }

    private func channel(_ fields: YAMLMapping<OperatorChannelField>) -> ParsedChannel {
        ParsedChannel(
            name: fields.requiredString(.name, of: "the channel"),
            range: toleratedRange(fields, .minVersion, .maxVersion)
        )
    }

    /// Reads a range of operator versions, which are written more loosely than those of releases.
    private func toleratedRange<Name: YAMLFieldName>(
        _ fields: YAMLMapping<Name>,
        _ minimum: Name,
        _ maximum: Name
    ) -> VersionRange<VersionBound> {
        versionRange(fields, minimum, maximum) { text throws(VersionError) in
            try VersionBound(text)
        } isAbove: {
            !$1.isMetAsMaximum(by: $0.version)
        }
    }
}

extension OperatorCatalog {
    /// The registry of the catalog; empty for a folder.
    fileprivate var host: String {
        guard case .registry(let reference) = source else { return "" }
        return reference.repository.host.description
    }

    /// The catalog's place at the target, repository and tag, as far as the file tells.
    fileprivate var place: String {
        switch source {
        case .layout(let path):
            let name = path.split(separator: "/").last { $0 != "." && $0 != ".." }.map(String.init) ?? path
            return "\(targetCatalog?.description ?? name):\(targetTag?.description ?? "latest")"
        case .registry(let reference):
            let tag = targetTag ?? reference.tag ?? reference.digest.map { Tag(of: $0) }
            return "\(targetCatalog ?? reference.repository.name)" + (tag.map { ":\($0)" } ?? "")
        }
    }
}
