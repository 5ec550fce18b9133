// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import MirrorConfiguration
import Releases

/// `mirror list updates`: shows the way of a cluster from one release to another.
struct ListUpdatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "updates",
        abstract: "Show the shortest way from one release to another, with what is known to go wrong on it."
    )

    @Option(help: "The release that a cluster has.")
    var from: String

    @Option(help: "The release that it shall have.")
    var to: String

    @Option(help: "The channel to look in; else the stable channels of all minors between.")
    var channel: String?

    @Option(name: .customLong("arch"), help: "The processor: amd64, arm64, ppc64le, s390x or multi.")
    var architecture = ReleaseArchitecture.amd64.rawValue

    @OptionGroup var updates: UpdateServiceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        let (first, last) = (try Self.version(from, of: "--from"), try Self.version(to, of: "--to"))
        guard first <= last else { throw ValidationError("--from is above --to; no update leads down.") }
        guard try ReleaseArchitecture.list(architecture).count == 1 else {
            throw ValidationError("--arch is one processor.")
        }
    }

    func run() async throws {
        try await reporting {
            let environment = ProcessInfo.processInfo.environment
            let (first, last) = (try Self.version(from, of: "--from"), try Self.version(to, of: "--to"))
            guard let architecture = try ReleaseArchitecture.list(architecture).first else { return }
            let query = UpdateQuery(service: try updates.service(environment: environment), architecture: architecture)
            let console = Console.standard
            let view = UpdateListView(
                path: try await query.path(from: first, to: last, channel: channel),
                isTable: console.outputIsTerminal,
                style: output.style(isTerminal: console.outputIsTerminal)
            )
            console.write(output.json ? try view.json() : view.text)
        }
    }

    private static func version(_ text: String, of option: String) throws -> SemanticVersion {
        do {
            return try SemanticVersion(text)
        } catch {
            throw ValidationError("\(option) is a version such as 4.16.3; \(error)")
        }
    }
}
