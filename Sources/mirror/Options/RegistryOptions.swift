// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Downloads
import Registry
import Scheduling

/// How sources and the target are reached.
struct RegistryOptions: ParsableArguments {
    @OptionGroup var source: SourceOptions

    @Option(
        name: .customLong("dest-tls-verify"),
        help: "Whether the target must prove who it is; false accepts any certificate, and plain HTTP."
    )
    var destinationVerifiesTLS = true

    /// Returns everything that a run talks to others with, over one transport.
    func clients(environment: [String: String], expectsServers: Bool = false) throws -> RegistryClients {
        try source.clients(
            environment: environment,
            destinationVerifiesTLS: destinationVerifiesTLS,
            expectsServers: expectsServers
        )
    }
}

/// The clients of a run.
struct RegistryClients: Sendable {
    let source: RegistryClient
    let target: RegistryClient
    /// Fetches documents beside the registries.
    let downloader: Downloader
    /// What is known of servers that do not answer.
    let outages: Outages
    /// Where registries.conf redirects releases to: a host, or a namespace there.
    let releaseMirrors: [String]
}
