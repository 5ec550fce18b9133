// SPDX-License-Identifier: Apache-2.0

/// Colours for a terminal, or nothing.
package struct TextStyle: Sendable {
    /// The colours of plans: what is added, changed, removed and dim, as Terraform's users know them.
    package enum Role: String {
        case added = "32"
        case changed = "33"
        case removed = "31"
        case heading = "1"
        case dim = "2"
    }

    package let usesColor: Bool

    package static let plain = TextStyle(usesColor: false)

    package init(usesColor: Bool) { self.usesColor = usesColor }

    package func callAsFunction(_ role: Role, _ text: String) -> String {
        usesColor ? "\u{1b}[\(role.rawValue)m\(text)\u{1b}[0m" : text
    }
}
