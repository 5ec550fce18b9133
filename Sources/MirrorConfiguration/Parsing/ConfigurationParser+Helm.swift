// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

extension ConfigurationParser {
    /// Reads `mirror.helm`.
    func helmSection(_ fields: YAMLMapping<HelmSectionField>) -> HelmSection {
        helmSection(
            (fields.mappings(.repositories, as: HelmRepositoryField.self) ?? []).compactMap { repository in
                helmRepository(repository) {
                    repository.mappings(.charts, as: RepositoryChartField.self)?.compactMap(repositoryChart)
                }
            },
            (fields.mappings(.local, as: LocalChartField.self) ?? []).compactMap(localChart),
            at: fields.location
        )
    }

    /// Makes the section of its parts, and reports what is listed twice.
    func helmSection(
        _ repositories: [HelmRepository],
        _ local: [LocalChart],
        at location: SourceLocation
    ) -> HelmSection {
        reportDuplicates(repositories.map { Located($0.name, at: $0.location) }, of: "repository")
        reportDuplicates(local.map { Located($0.path, at: $0.location) }, of: "chart", severity: .warning)
        return HelmSection(repositories: repositories, local: local, location: location)
    }

    /// Reads a repository, whose charts are read by `charts`.
    func helmRepository(
        _ fields: YAMLMapping<HelmRepositoryField>,
        charts: () -> [RepositoryChart]?
    ) -> HelmRepository? {
        let name = fields.requiredString(.name, of: "the repository")
        let url = fields.requiredString(.url, of: "the repository")
        if let url, !Self.isWebAddress(url.value) {
            reader.report(
                code: .invalidURL,
                "`\(url.value)` is not the address of a chart repository",
                remedy: "write an address that begins with https:// or http://",
                at: url.location
            )
        }
        let charts = charts()
        reportDuplicates(
            (charts ?? []).map { Located($0.name + ($0.version.map { " \($0.value)" } ?? ""), at: $0.location) },
            of: "chart",
            severity: .warning
        )
        guard let name, let url else { return nil }
        return HelmRepository(name: name.value, url: url.value, charts: charts, location: name.location)
    }

    private static func isWebAddress(_ text: String) -> Bool {
        for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
            let rest = text.dropFirst(scheme.count)
            return rest.first.map { $0.isLetter || $0.isNumber || $0 == "[" } == true
                && !rest.contains(where: \.isWhitespace)
        }
        return false
    }

    private func repositoryChart(_ fields: YAMLMapping<RepositoryChartField>) -> RepositoryChart? {
        let name = fields.requiredString(.name, of: "the chart")
        let version = fields.string(.version)
        let imagePaths = fields.strings(.imagePaths)
        let platforms = platforms(fields, .platforms)
        guard let name else { return nil }
        return RepositoryChart(
            name: name.value,
            version: version,
            imagePaths: imagePaths,
            platforms: platforms,
            location: name.location
        )
    }

    private func localChart(_ fields: YAMLMapping<LocalChartField>) -> LocalChart? {
        let name = fields.string(.name)
        let path = fields.requiredString(.path, of: "the chart")
        let imagePaths = fields.strings(.imagePaths)
        let platforms = platforms(fields, .platforms)
        guard let path else { return nil }
        return LocalChart(
            name: name?.value,
            path: path.value,
            imagePaths: imagePaths,
            platforms: platforms,
            location: path.location
        )
    }
}
