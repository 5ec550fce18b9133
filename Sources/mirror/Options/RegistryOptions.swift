// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Runs

/// The options for reaching sources and the target.
struct RegistryOptions: ParsableArguments {
    @OptionGroup var source: SourceOptions

    @Option(
        name: .customLong("dest-tls-verify"),
        help: "Whether to verify the target's certificate; false accepts any certificate, and plain HTTP."
    )
    var destinationVerifiesTLS = true

    /// Returns the clients of a run, over one transport.
    func clients(environment: [String: String], expectsServers: Bool = false) throws -> RegistryClients {
        try source.clients(
            environment: environment,
            destinationVerifiesTLS: destinationVerifiesTLS,
            expectsServers: expectsServers
        )
    }

    /// The options for the command that applies the plan, each as one argument.
    var repeated: [String] { source.repeated + (destinationVerifiesTLS ? [] : ["--dest-tls-verify=false"]) }
}
