// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Reviews
import Views

/// The options for showing results.
struct OutputOptions: ParsableArguments {
    @Flag(name: [.long, .customLong("json", withSingleDash: true)], help: "Print JSON instead of text.")
    var json = false

    @Flag(
        name: [.long, .customLong("no-color", withSingleDash: true)],
        help: "Print no colours; default: colours on terminals, unless NO_COLOR is set."
    )
    var noColor = false

    /// The hint in a text with omitted lines.
    static let remark = "--json shows all"

    func style(isTerminal: Bool) -> TextStyle {
        TextStyle(isTerminal: isTerminal, noColor: noColor, environment: ProcessInfo.processInfo.environment)
    }

    /// Writes a result to standard output.
    func show(_ view: some ResultView, on console: Console = .standard) throws {
        let isTerminal = console.outputIsTerminal
        console.write(json ? try view.json() : view.text(style(isTerminal: isTerminal), isTerminal))
    }
}

extension TextStyle {
    /// Chooses colours from the flag, `NO_COLOR` (https://no-color.org) and the terminal.
    init(isTerminal: Bool, noColor: Bool, environment: [String: String]) {
        let isForbidden = noColor || environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
        self.init(usesColor: isTerminal && !isForbidden)
    }
}
