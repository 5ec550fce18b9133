// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import MirrorConfiguration
import Releases

/// `mirror list updates`: the way from one release to another, with what is known to go wrong on it.
struct ListUpdatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "updates",
        abstract: "Show how a cluster gets from one release to another, with the risks on the way."
    )

    @Option(help: "The release that the cluster has.")
    var from: String

    @Option(help: "The release that it is to have.")
    var to: String

    @Option(help: "The channels to look in, again for more. Else stable-X.Y of each minor version on the way.")
    var channel: [String] = []

    @OptionGroup var updates: UpdateServiceOptions
    @OptionGroup var registries: RegistryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let (start, end) = try (version(from, "--from"), version(to, "--to"))
        guard start < end else { throw ValidationError("--from \(from) is not below --to \(to): clusters only go up.") }
        if updates.okd, channel.isEmpty { throw ValidationError("--okd needs --channel, such as 4-scos-stable.") }
        guard channel.isEmpty, start.major != end.major else { return }
        throw ValidationError("From \(start.major).x to \(end.major).x the channels have to be named: use --channel.")
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
            let (start, end) = try (SemanticVersion(from), SemanticVersion(to))
            let service = try updates.service(registries, environment: ProcessInfo.processInfo.environment)
            var paths: [UpdateListView.Path] = []
            for architecture in try updates.architectures {
                let steps = try await path(start, end, architecture, service)
                paths.append(UpdateListView.Path(architecture: architecture, steps: steps))
            }
            let view = UpdateListView(paths: paths)
            let console = Console.standard
            let style = output.style(isTerminal: console.outputIsTerminal)
            console.write(output.json ? try view.json() : view.text(style, console.outputIsTerminal))
        }
    }

    private func path(
        _ start: SemanticVersion,
        _ end: SemanticVersion,
        _ architecture: ReleaseArchitecture,
        _ service: UpdateService
    ) async throws -> [UpdateMap.Step] {
        var graphs: [(channel: String, graph: UpdateGraph)] = []
        for channel in channels(start, end) {
            let graph = try await service.answer(updates.product, channel: channel, architecture).graph
            graphs.append((channel, graph))
        }
        let map = UpdateMap(graphs)
        for (option, version) in [("--from", start), ("--to", end)] where map[version] == nil {
            throw unknown(version, option, architecture, map)
        }
        guard let steps = map.path(from: start, to: end) else {
            throw CommandError(
                """
                no path of updates leads from \(start) to \(end) for \(architecture.rawValue) in \(names(start, end))
                Look for one through other channels with --channel, such as fast-X.Y or eus-X.Y.
                """
            )
        }
        return steps
    }

    /// A version that no channel has, with those beside it that there are.
    private func unknown(
        _ version: SemanticVersion,
        _ option: String,
        _ architecture: ReleaseArchitecture,
        _ map: UpdateMap
    ) -> CommandError {
        let below = map.versions.last { $0 < version }
        let above = map.versions.first { $0 > version }
        let nearest = [below, above].compactMap { $0.map { "\($0)" } }
        return CommandError(
            """
            \(option) \(version): there is no such release for \(architecture.rawValue) in \(names(from: version))
            \(nearest.isEmpty ? "These channels have no releases at all." : "The nearest are \(nearest.joined(separator: " and ")).")
            """
        )
    }

    private func names(from version: SemanticVersion) -> String {
        guard let start = try? SemanticVersion(from), let end = try? SemanticVersion(to) else { return "\(version)" }
        return names(start, end)
    }

    private func names(_ start: SemanticVersion, _ end: SemanticVersion) -> String {
        channels(start, end).joined(separator: ", ")
    }

    /// A channel also has releases of the minor version before its own, so all that are passed are looked in.
    private func channels(_ start: SemanticVersion, _ end: SemanticVersion) -> [String] {
        channel.isEmpty ? (start.minor...end.minor).map { "stable-\(start.major).\($0)" } : channel
    }
}
