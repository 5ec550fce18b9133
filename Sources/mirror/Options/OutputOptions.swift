// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation

/// How results are shown.
struct OutputOptions: ParsableArguments {
    @Flag(name: [.long, .customLong("json", withSingleDash: true)], help: "Print JSON instead of text.")
    var json = false

    @Flag(
        name: [.long, .customLong("no-color", withSingleDash: true)],
        help: "Print no colours; without it they appear on terminals, unless NO_COLOR is set."
    )
    var noColor = false

    func style(isTerminal: Bool) -> TextStyle {
        TextStyle(isTerminal: isTerminal, noColor: noColor, environment: ProcessInfo.processInfo.environment)
    }
}
