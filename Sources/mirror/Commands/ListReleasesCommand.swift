// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Releases
import Runs
import Views

/// `mirror list releases`: lists releases and channels.
struct ListReleasesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "releases",
        abstract: "List minor versions, or the releases of a channel, or the channels of a minor version.",
        discussion: Examples.discussion(
            "",
            "mirror list releases",
            "mirror list releases --version 4.16 --channels",
            "mirror list releases --channel eus-4.16 --arch amd64,arm64"
        )
    )

    @Option(help: ArgumentHelp("List the releases of this channel, such as stable-4.16.", valueName: "channel"))
    var channel: String?

    @Option(
        help: ArgumentHelp(
            "List the releases of this minor version's stable channel, such as 4.16.",
            valueName: "version"
        )
    )
    var version: String?

    @Flag(help: "List the channels that have releases of --version.")
    var channels = false

    @OptionGroup(title: "Update service") var updates: UpdateServiceOptions
    @OptionGroup(title: "Cache") var cache: CacheOptions
    @OptionGroup(title: "Registries") var registries: SourceOptions
    @OptionGroup(title: "Output") var output: OutputOptions

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
            let environment = ProcessInfo.processInfo.environment
            guard let channel = channel ?? version.map({ "stable-\($0)" }) else {
                let client = try registries.client(environment: environment)
                return try output.show(MinorVersionListView(tags: try await ReleaseLookup.tags(client)))
            }
            let queries = try await updates.queries(registries, cache, environment: environment)
            let releases = try await ReleaseLookup.releases(of: channel, queries)
            if channels {
                try output.show(ChannelListView(releases: releases))
            } else {
                try output.show(ReleaseListView(releases: releases))
            }
        }
    }
}
