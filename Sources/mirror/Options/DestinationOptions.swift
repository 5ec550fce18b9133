// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The options for reaching the target.
struct DestinationOptions: ParsableArguments {
    @Option(
        name: .customLong("dest-tls-verify"),
        help: ArgumentHelp(
            "Whether to verify the target's certificate; false accepts any certificate, and plain HTTP.",
            valueName: "true|false"
        ),
        completion: .list(["true", "false"])
    )
    var verifiesTLS = true

    /// The options for the command that applies the plan, each as one argument.
    var repeated: [String] { verifiesTLS ? [] : ["--dest-tls-verify=false"] }
}
