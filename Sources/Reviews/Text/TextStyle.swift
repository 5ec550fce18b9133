// SPDX-License-Identifier: Apache-2.0

/// The colours of a terminal, or none.
package struct TextStyle: Sendable {
    /// The roles of colours in plans: added, changed, removed and dim, as in Terraform.
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
