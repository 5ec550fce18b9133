// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The option for waiting for other runs.
struct PatienceOptions: ParsableArguments {
    @Option(
        name: .customLong("wait"),
        help: ArgumentHelp("How many seconds to wait for other runs that use the cache.", valueName: "seconds")
    )
    var seconds = 30

    var duration: Duration { .seconds(seconds) }

    func validate() throws {
        guard (0...86400).contains(seconds) else { throw ValidationError("--wait is from 0 to 86400 seconds.") }
    }
}
