// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import MirrorConfiguration
import OCI
import Registry
import Releases

/// `mirror list releases`: which releases and channels there are.
struct ListReleasesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "releases",
        abstract: "List minor versions, or the releases of a channel, or the channels of a minor version."
    )

    @Option(help: "List the releases of this channel, such as stable-4.16.")
    var channel: String?

    @Option(help: "List the releases of this minor version's stable channel, such as 4.16.")
    var version: String?

    @Flag(help: "List the channels that have releases of --version.")
    var channels = false

    @OptionGroup var updates: UpdateServiceOptions
    @OptionGroup var registries: SourceOptions
    @OptionGroup var output: OutputOptions

    /// Where OpenShift's payloads are published; their tags tell which versions there are.
    private static let payloads = "quay.io/openshift-release-dev/ocp-release"

    func validate() throws {
        if channel != nil, version != nil { throw ValidationError("--channel and --version exclude each other.") }
        if channels, version == nil { throw ValidationError("--channels needs --version X.Y.") }
        if let version, MinorVersion(version) == nil {
            throw ValidationError("--version \(version): expected two numbers as in 4.16.")
        }
        if updates.okd, channel == nil {
            throw ValidationError("--okd needs --channel, such as 4-scos-stable: OKD has no channel for each version.")
        }
    }

    func run() async throws {
        try await reporting {
            let console = Console.standard
            let style = output.style(isTerminal: console.outputIsTerminal)
            let environment = ProcessInfo.processInfo.environment
            let view: any ListView
            if let channel = channel ?? version.map({ "stable-\($0)" }) {
                let releases = try await releases(of: channel, environment)
                view = channels ? ChannelListView(releases: releases) : ReleaseListView(releases: releases)
            } else {
                view = MinorVersionListView(tags: try await tags(environment))
            }
            console.write(output.json ? try view.json() : view.table(style, console.outputIsTerminal).text)
        }
    }

    private func tags(_ environment: [String: String]) async throws -> [String] {
        try await registries.client(environment: environment).tags(try Repository(Self.payloads))
    }

    private func releases(of channel: String, _ environment: [String: String]) async throws -> [ListedRelease] {
        var found: [ListedRelease] = []
        for query in try await updates.queries(registries, environment: environment) {
            found += try await query.graph(of: channel).nodes.map { node in
                ListedRelease(channel: channel, architecture: query.architecture, node: node)
            }
        }
        return found
    }
}
