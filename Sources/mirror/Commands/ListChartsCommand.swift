// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Runs
import Views

/// `mirror list charts`: lists the charts of a repository, or the versions of one.
struct ListChartsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "charts",
        abstract: "List the charts of a Helm repository, or the versions of one chart.",
        discussion: Examples.discussion("", "mirror list charts --repo https://charts.example.com --chart web")
    )

    @Option(help: ArgumentHelp("The address of the repository, http(s):// or oci://.", valueName: "url"))
    var repo: String

    @Option(help: "List the versions of this chart.")
    var chart: String?

    @OptionGroup(title: "Registries") var registries: SourceOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func run() async throws {
        try await reporting {
            try await interruptible {
                let reaching = registries.reaching(environment: ProcessInfo.processInfo.environment)
                let lookup = ChartLookup(of: repo, try reaching.clients().chartFetcher)
                if let chart {
                    try output.show(ChartVersionListView(versions: try await lookup.versions(of: chart)))
                } else {
                    try output.show(ChartListView(charts: try await lookup.charts()))
                }
            }
        }
    }
}
