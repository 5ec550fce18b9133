// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A catalog cannot be read, or does not say what a catalog has to say.
package struct CatalogError: Error, Sendable, CustomStringConvertible {
    /// The catalog as it was asked for.
    package let catalog: String
    /// Where in it: `configs/foo/catalog.json:12:3`, a layer, a bundle.
    package let place: String?
    package let message: String
    /// What to do next.
    package let remedy: String?

    package init(catalog: String, place: String? = nil, message: String, remedy: String? = nil) {
        // Names come out of foreign files.
        self.catalog = printable(catalog)
        self.place = place.map(printable)
        self.message = printable(message)
        self.remedy = remedy.map(printable)
    }

    package var description: String {
        [catalog, place, message].compactMap(\.self).joined(separator: ": ") + (remedy.map { "\n\($0)" } ?? "")
    }
}
