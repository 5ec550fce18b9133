// SPDX-License-Identifier: Apache-2.0

import Reviews

extension TextStyle {
    /// Decides by the flag, by `NO_COLOR` (https://no-color.org) and by whether a terminal shows it.
    init(isTerminal: Bool, noColor: Bool, environment: [String: String]) {
        let isForbidden = noColor || environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
        self.init(usesColor: isTerminal && !isForbidden)
    }
}
