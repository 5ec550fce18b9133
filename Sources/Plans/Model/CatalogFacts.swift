// SPDX-License-Identifier: Apache-2.0

/// What a plan knows of an operator catalog, for the resources that make it known to clusters.
package struct CatalogFacts: Sendable, Hashable, Codable {
    /// What the names of its resources end with: `cs-<name>` and `cc-<name>`.
    ///
    /// The planner decides it, with the ledger at hand: it stays while the catalog does.
    package let name: String
    /// The text of the user's template for the `CatalogSource`, if there is one.
    package let template: String?

    /// The most characters of a name: with `cs-` in front it is a label of DNS (RFC 1035, 2.3.4).
    package static let longestName = 60
    /// The most bytes of a template; one that says all that there is to say has a few hundred.
    package static let templateSizeLimit = 64 * 1024

    package init(name: String, template: String? = nil) {
        self.name = name
        self.template = template
    }

    /// Whether a text can end the names of resources: small letters and digits, with dashes between them.
    package static func isName(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let dash = UInt8(ascii: "-")
        return (1...longestName).contains(bytes.count) && bytes.first != dash && bytes.last != dash
            && bytes.allSatisfy { $0 == dash || (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) }
    }
}
