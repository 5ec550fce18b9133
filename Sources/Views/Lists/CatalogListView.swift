// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Plans
package import Reviews
package import Runs

/// The catalogs that are published, by repository and version.
package struct CatalogListView: ListView {
    private let catalogs: [PublishedCatalogs.Listed]

    package init(catalogs: [PublishedCatalogs.Listed]) {
        self.catalogs = catalogs
    }

    package func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(
            headings: ["CATALOG"],
            rows: catalogs.map { [$0.reference] },
            style: style,
            isTerminal: isTerminal
        )
    }

    package func json() throws -> String { try CanonicalJSON.text(of: catalogs.map(\.reference)) }
}
