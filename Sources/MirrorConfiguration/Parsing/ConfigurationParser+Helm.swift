// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

extension ConfigurationParser {
    /// Reads `mirror.helm`.
    func helmSection(_ fields: YAMLMapping<HelmSectionField>) -> HelmSection {
        let name = repositoriesField(fields, .repositories, .repos)
        return helmSection(
            (fields.mappings(name, as: HelmRepositoryField.self) ?? []).compactMap { repository in
                helmRepository(repository) {
                    repository.mappings(.charts, as: RepositoryChartField.self)?.compactMap(repositoryChart)
                }
            },
            (fields.mappings(.local, as: LocalChartField.self) ?? []).compactMap(localChart),
            at: fields.location
        )
    }

    /// The field with the repositories: one format calls it `repos`, the others `repositories`, and each reads both.
    func repositoriesField<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name, _ other: Name) -> Name {
        guard fields[other] != nil, let location = fields.keyLocation(other) else { return name }
        guard fields[name] == nil else {
            reader.report(
                code: .exclusiveFields,
                "`helm` has both `\(name.rawValue)` and `\(other.rawValue)`",
                remedy: "write all repositories below `\(name.rawValue)`",
                at: location
            )
            return name
        }
        reader.report(
            .warning,
            code: .fieldCase,
            "`\(other.rawValue)` is read as `\(name.rawValue)`",
            remedy: "write `\(name.rawValue)`",
            at: location
        )
        return other
    }

    /// Makes the section of its parts, and reports what is listed twice.
    func helmSection(
        _ repositories: [HelmRepository],
        _ local: [LocalChart],
        at location: SourceLocation
    ) -> HelmSection {
        reportDuplicates(repositories.map { Located($0.name, at: $0.location) }, of: "repository")
        reportDuplicates(
            local.map { Located($0.request, at: $0.location) },
            of: "chart",
            severity: .warning
        )
        return HelmSection(repositories: repositories, local: local, location: location)
    }

    /// Reads a repository, whose charts are read by `charts`.
    func helmRepository(
        _ fields: YAMLMapping<HelmRepositoryField>,
        charts: () -> [RepositoryChart]?
    ) -> HelmRepository? {
        let name = fields.requiredString(.name, of: "the repository")
        let url = fields.requiredString(.url, of: "the repository")
        if let url, !Self.isRepositoryAddress(url.value) {
            reader.report(
                code: .invalidURL,
                "`\(url.value)` is not the address of a chart repository",
                remedy: "write an address that begins with https://, http:// or oci://",
                at: url.location
            )
        }
        let charts = charts()
        reportDuplicates(
            (charts ?? []).map { Located($0.request, at: $0.location) },
            of: "chart",
            severity: .warning
        )
        if let url, url.value.hasPrefix("oci://"), charts == nil {
            reader.report(
                code: .missingField,
                "the repository `\(name?.value ?? url.value)` has no `charts`, and a registry cannot list its charts",
                remedy: "name the charts below `charts:`",
                at: url.location
            )
        }
        guard let name, let url else { return nil }
        return HelmRepository(name: name.value, url: url.value, charts: charts, location: name.location)
    }

    private static func isRepositoryAddress(_ text: String) -> Bool {
        for scheme in ["https://", "http://", "oci://"] where text.hasPrefix(scheme) {
            let rest = text.dropFirst(scheme.count)
            return rest.first.map { $0.isLetter || $0.isNumber || $0 == "[" } == true
                && !rest.contains(where: \.isWhitespace)
        }
        return false
    }

    private func repositoryChart(_ fields: YAMLMapping<RepositoryChartField>) -> RepositoryChart? {
        let name = fields.requiredString(.name, of: "the chart")
        let version = fields.string(.version, number: Self.quoted)
        if fields[.path] != nil, let place = fields.keyLocation(.path) {
            reader.report(
                .warning,
                code: .ignoredField,
                "a chart of a repository has no `path`",
                remedy: "remove it, or list the chart in `local`",
                at: place
            )
        }
        let choices = choices(fields)
        guard let name else { return nil }
        return RepositoryChart(name: name.value, version: version, choices: choices, location: name.location)
    }

    private func localChart(_ fields: YAMLMapping<LocalChartField>) -> LocalChart? {
        let name = fields.string(.name)
        let path = fields.requiredString(.path, of: "the chart")
        let version = fields.string(.version, number: Self.quoted)
        if let version, let path, !path.value.hasPrefix("oci://") {
            reader.report(
                .warning,
                code: .ignoredField,
                "a local chart states its version itself, so `version` has no effect",
                remedy: "remove it",
                at: version.location
            )
        }
        let choices = choices(fields)
        guard let path else { return nil }
        return LocalChart(
            name: name?.value,
            path: path.value,
            version: version,
            choices: choices,
            location: path.location
        )
    }

    private static func quoted(_ text: String) -> String { "write the whole version in quotes, as in \"\(text)\"" }
}

/// A chart as it is asked for: equal requests ask for the same rendering.
private struct ChartRequest: Hashable, CustomStringConvertible {
    let description: String
    /// What distinguishes the renderings of one chart.
    let distinction: String

    init(_ chart: String, _ version: Located<String>?, _ choices: ChartChoices) {
        description = chart + (version.map { " \($0.value)" } ?? "")
        distinction = choices.distinction
    }
}

extension RepositoryChart {
    fileprivate var request: ChartRequest { ChartRequest(name, version, choices) }
}

extension LocalChart {
    fileprivate var request: ChartRequest { ChartRequest(path, version, choices) }
}
