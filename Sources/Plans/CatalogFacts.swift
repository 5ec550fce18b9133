// SPDX-License-Identifier: Apache-2.0

/// What a plan knows of an operator catalog, for the resources that make it known to clusters.
package struct CatalogFacts: Sendable, Hashable, Codable {
    /// What the names of its resources end with: `cs-<name>` and `cc-<name>`. It stays while the catalog does.
    package var name: String
    /// The text of the user's template for the `CatalogSource`, if there is one.
    package var template: String?

    package init(name: String, template: String? = nil) {
        self.name = name
        self.template = template
    }
}
