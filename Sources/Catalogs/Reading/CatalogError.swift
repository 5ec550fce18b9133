// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a catalog cannot be read, or has invalid content.
package struct CatalogError: ExplainedError, Sendable {
    /// The catalog as it was requested.
    package let catalog: String
    /// The place in it: `configs/foo/catalog.json:12:3`, a layer, a bundle.
    package let place: String?
    package let message: String
    /// What to do next.
    package let remedy: String?

    package init(catalog: String, place: String? = nil, message: String, remedy: String? = nil) {
        // Names come from files of others.
        self.catalog = printable(catalog)
        self.place = place.map(printable)
        self.message = printable(message)
        self.remedy = remedy.map(printable)
    }

    package var explanation: Explanation {
        Explanation([catalog, place, message].compactMap(\.self).joined(separator: ": "), remedy: remedy)
    }
}
