// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import MirrorConfiguration
import Releases
import Runs
import Views

/// `mirror list updates`: shows the updates from one release to another, with their known risks.
struct ListUpdatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "updates",
        abstract: "Show the updates from one release to another, with their risks.",
        discussion: Examples.discussion("", "mirror list updates --from 4.14.20 --to 4.16.3")
    )

    @Option(help: ArgumentHelp("The release that the cluster has.", valueName: "version"))
    var from: String

    @Option(help: ArgumentHelp("The release to update to.", valueName: "version"))
    var to: String

    @Option(
        help: ArgumentHelp(
            "The channels to look in; may be repeated. Else stable-X.Y of each minor version on the way.",
            valueName: "channel"
        )
    )
    var channel: [String] = []

    @OptionGroup(title: "Update service") var updates: UpdateServiceOptions
    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Registries") var registries: SourceOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        let (start, end) = try (version(from, "--from"), version(to, "--to"))
        guard start < end else { throw ValidationError("--from \(from) is not below --to \(to): clusters only go up.") }
        if updates.okd, channel.isEmpty { throw ValidationError("--okd needs --channel, such as 4-scos-stable.") }
    }

    private func version(_ text: String, _ option: String) throws -> SemanticVersion {
        do {
            return try SemanticVersion(text)
        } catch {
            throw ValidationError("\(option) \(error)")
        }
    }

    func run() async throws {
        try await reporting {
            let environment = ProcessInfo.processInfo.environment
            let queries = try await updates.queries(registries, cache, environment: environment)
            let paths = try await ReleaseLookup.paths(
                from: SemanticVersion(from),
                to: SemanticVersion(to),
                channels: channel,
                queries
            )
            try output.show(UpdateListView(paths: paths))
        }
    }
}
