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
        abstract: "Show the updates from one release to another, with their risks."
    )

    @Option(help: "The release that the cluster has.")
    var from: String

    @Option(help: "The release to update to.")
    var to: String

    @Option(help: "The channels to look in; may be repeated. Else stable-X.Y of each minor version on the way.")
    var channel: [String] = []

    @OptionGroup var updates: UpdateServiceOptions
    @OptionGroup var cache: CacheOptions
    @OptionGroup var registries: SourceOptions
    @OptionGroup var output: OutputOptions

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
