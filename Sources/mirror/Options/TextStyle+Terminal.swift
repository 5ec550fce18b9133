// SPDX-License-Identifier: Apache-2.0

import Reviews

extension TextStyle {
    /// Chooses colours from the flag, `NO_COLOR` (https://no-color.org) and the terminal.
    init(isTerminal: Bool, noColor: Bool, environment: [String: String]) {
        let isForbidden = noColor || environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
        self.init(usesColor: isTerminal && !isForbidden)
    }
}
