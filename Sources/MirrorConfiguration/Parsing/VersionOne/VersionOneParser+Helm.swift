// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

extension VersionOneParser {
    /// Reads `mirror.helm`, given the names of its fields.
    func helm<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ names: [Name], _ local: Name) -> HelmSection {
        let name = names.count == 2 ? shared.repositoriesField(fields, names[0], names[1]) : names[0]
        return shared.helmSection(
            (fields.mappings(name, as: HelmRepositoryField.self) ?? []).compactMap { repository in
                shared.helmRepository(repository) {
                    let charts = repository.mappings(.charts, as: VersionOneChartField.self) ?? []
                    // An empty list, too, means every version of every chart.
                    return charts.isEmpty ? nil : charts.compactMap(repositoryChart)
                }
            },
            (fields.mappings(local, as: VersionOneChartField.self) ?? []).compactMap(localChart),
            at: fields.location
        )
    }

    private func repositoryChart(_ fields: YAMLMapping<VersionOneChartField>) -> RepositoryChart? {
        let name = fields.requiredString(.name, of: "the chart")
        let version = fields.string(.version)
        reportIgnored(.path, in: fields, "a chart of a repository has no `path`")
        let imagePaths = shared.imagePaths(fields, .imagePaths)
        guard let name else { return nil }
        return RepositoryChart(
            name: name.value,
            version: version,
            choices: ChartChoices(imagePaths: imagePaths),
            location: name.location
        )
    }

    private func localChart(_ fields: YAMLMapping<VersionOneChartField>) -> LocalChart? {
        let name = fields.string(.name)
        let path = fields.requiredString(.path, of: "the chart")
        reportIgnored(.version, in: fields, "a local chart states its version itself, so `version` has no effect")
        let imagePaths = shared.imagePaths(fields, .imagePaths)
        guard let path else { return nil }
        return LocalChart(
            name: name?.value,
            path: path.value,
            version: nil,
            choices: ChartChoices(imagePaths: imagePaths),
            location: path.location
        )
    }

    private func reportIgnored(
        _ field: VersionOneChartField,
        in fields: YAMLMapping<VersionOneChartField>,
        _ summary: String
    ) {
        guard fields[field] != nil, let place = fields.keyLocation(field) else { return }
        reader.report(.warning, code: .ignoredField, summary, remedy: "remove it", at: place)
    }
}
