// SPDX-License-Identifier: Apache-2.0

/// Colours for a terminal, or nothing.
struct TextStyle: Sendable {
    /// The colours of plans: what is added, changed, removed and dim, as Terraform's users know them.
    enum Role: String {
        case added = "32"
        case changed = "33"
        case removed = "31"
        case heading = "1"
        case dim = "2"
    }

    let usesColor: Bool

    static let plain = TextStyle(usesColor: false)

    /// Decides by the flag, by `NO_COLOR` (https://no-color.org) and by whether a terminal shows it.
    init(isTerminal: Bool, noColor: Bool, environment: [String: String]) {
        let isForbidden = noColor || environment["NO_COLOR"]?.isEmpty == false || environment["TERM"] == "dumb"
        usesColor = isTerminal && !isForbidden
    }

    private init(usesColor: Bool) { self.usesColor = usesColor }

    func callAsFunction(_ role: Role, _ text: String) -> String {
        usesColor ? "\u{1b}[\(role.rawValue)m\(text)\u{1b}[0m" : text
    }
}
