// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Plans
package import Reviews
import Runs

/// The operators of a catalog, by name.
package struct OperatorListView: ListView {
    private let packages: [ListedOperator]

    package init(packages: [ListedOperator]) {
        self.packages = packages
    }

    package func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        ListedOperator.table(packages, style, isTerminal)
    }

    package func json() throws -> String { try CanonicalJSON.text(of: packages) }
}
