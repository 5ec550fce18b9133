// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Charts
import Runs
import Views

/// `mirror render`: prints what a chart renders.
struct RenderCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Render a Helm chart, and print what its templates give.",
        discussion: Examples.discussion(
            """
            Each file is printed behind its name, in the order of the paths. The same chart with the same values always gives \
            the same text: there is no cluster, the time is 2024-01-01T00:00:00Z, and what is random in Helm is not random here.
            """,
            "mirror render ./web --values prod.yaml",
            "mirror render oci://registry.example.com/charts/web:1.2.3 --kube-version 1.29"
        )
    )

    @Argument(
        help: ArgumentHelp(
            "The chart: a folder, a packaged chart (.tgz), oci://HOST/PATH[:TAG], or a name in --repo.",
            valueName: "chart"
        ),
        completion: .file()
    )
    var chart: String

    @Flag(name: .customLong("include-crds"), help: "Print the custom resource definitions of the chart, too.")
    var includeDefinitions = false

    @OptionGroup(title: "Rendering") var options: ChartOptions
    @OptionGroup(title: "Registries") var registries: SourceOptions

    func run() async throws {
        try await reporting {
            try await interruptible {
                let rendered = try await options.rendered(chart, registries)
                for line in rendered.warningLines { Console.standard.note(line) }
                Console.standard.write(rendered.text(includingDefinitions: includeDefinitions))
            }
        }
    }
}
