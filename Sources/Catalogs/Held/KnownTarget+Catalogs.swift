// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
package import Resolution
package import Sections

extension KnownTarget {
    /// The catalogs that the ledger has, sorted by place, with the references that they were mirrored from.
    package var catalogs: [(destination: Destination, origins: [String])] {
        ledger.entries.values.filter { $0.image.type == .operatorCatalog }
            .compactMap { entry in
                Destination(named: entry.image.destination).map { (destination: $0, origins: entry.image.origins) }
            }
            .sorted { $0.destination < $1.destination }
    }
}
