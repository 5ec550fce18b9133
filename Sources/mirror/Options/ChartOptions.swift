// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Charts
import Foundation
import Runs

/// The options for rendering a chart.
struct ChartOptions: ParsableArguments {
    @Option(
        name: [.customShort("f"), .customLong("values")],
        help: ArgumentHelp(
            "A file of values, - is standard input; may be repeated, a later one wins.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var valuesFiles: [String] = []

    @Option(help: ArgumentHelp("The version of Kubernetes that the chart is rendered for.", valueName: "version"))
    var kubeVersion = ChartCapabilities.usualKubeVersion

    @Option(
        help: ArgumentHelp(
            "An API that the cluster has beside the usual ones, such as apps.example/v1; may be repeated.",
            valueName: "api-version"
        )
    )
    var apiVersions: [String] = []

    @Option(help: "The name of the release.")
    var name = ChartRelease().name

    @Option(name: [.customShort("n"), .long], help: "The namespace of the release.")
    var namespace = ChartRelease().namespace

    @Option(
        help: ArgumentHelp("The address of the repository that has the chart, http(s):// or oci://.", valueName: "url")
    )
    var repo: String?

    @Option(help: "The version of a chart in a repository or a registry, or a range; else the newest.")
    var version: String?

    func validate() throws {
        guard !name.isEmpty else { throw ValidationError("--name is empty: a release needs a name.") }
        guard !namespace.isEmpty else { throw ValidationError("--namespace is empty.") }
    }

    /// Renders a chart, given as a path or a reference.
    func rendered(_ chart: String, _ registries: SourceOptions) async throws -> RenderedChart {
        let request = ChartRenderRequest(
            NamedChart(chart, repository: repo, version: version),
            valuesFiles: valuesFiles,
            release: ChartRelease(name: name, namespace: namespace),
            capabilities: ChartCapabilities(
                kubeVersion: kubeVersion,
                apiVersions: apiVersions.flatMap { $0.split(separator: ",").map(String.init) }
            )
        )
        let reaching = registries.reaching(environment: ProcessInfo.processInfo.environment)
        return try await ChartRenderRun(request) { named in
            try await reaching.clients().chartFetcher.package(of: named)
        }.rendered()
    }
}
