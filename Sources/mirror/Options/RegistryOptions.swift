// SPDX-License-Identifier: Apache-2.0

import Runs

/// The options for reaching sources and the target.
///
/// They are a value and not a group of groups: in debug builds the parser checks a group once more for each level above it.
struct RegistryOptions: Sendable {
    let source: SourceOptions
    let destination: DestinationOptions

    /// Returns the clients of a run, over one transport.
    func clients(environment: [String: String], expectsServers: Bool = false) throws -> RegistryClients {
        let reaching = source.reaching(environment: environment, destinationVerifiesTLS: destination.verifiesTLS)
        return try reaching.clients(expectsServers: expectsServers)
    }

    /// The options for the command that applies the plan, each as one argument.
    var repeated: [String] { source.repeated + destination.repeated }
}
