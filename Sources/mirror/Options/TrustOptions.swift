// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Runs

/// The options for the policy that says which images are trusted.
struct TrustOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The policy.json that says which images are accepted, and which signatures they need. Else \
            ~/.config/containers/policy.json or /etc/containers/policy.json; with --from, only a named one counts.
            """,
            valueName: "file"
        ),
        completion: .file(extensions: ["json"])
    )
    var policy: String?

    @Option(
        name: .customLong("registries.d"),
        help: ArgumentHelp(
            """
            The folder with files that say where signatures are. Else ~/.config/containers/registries.d or \
            /etc/containers/registries.d.
            """,
            valueName: "folder"
        ),
        completion: .directory
    )
    var registriesFolder: String?

    var choices: TrustChoices { TrustChoices(policy: policy, stores: registriesFolder, readsUsualPolicy: true) }
}
