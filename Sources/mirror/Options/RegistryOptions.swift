// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Runs

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

    /// The options as the command that applies a plan needs them too, each as one argument.
    var repeated: [String] { source.repeated + (destinationVerifiesTLS ? [] : ["--dest-tls-verify=false"]) }
}
