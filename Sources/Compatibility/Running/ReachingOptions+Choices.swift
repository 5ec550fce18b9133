// SPDX-License-Identifier: Apache-2.0

import Logging
package import Runs

extension ReachingOptions {
    /// How a run reaches registries.
    package var choices: ReachingChoices {
        var choices = ReachingChoices()
        choices.authFile = authFile
        choices.registriesConfiguration = registriesConfiguration
        choices.sourceVerifiesTLS = sourceVerifiesTLS
        choices.destinationVerifiesTLS = destinationVerifiesTLS
        choices.logLevel = logLevel.flatMap { Logger.Level(rawValue: $0.rawValue) } ?? .warning
        return choices
    }
}
