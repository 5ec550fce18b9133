// SPDX-License-Identifier: Apache-2.0

import Cache
import Catalogs
import Diagnostics
import Scheduling

extension CatalogReader {
    /// Makes a reader that shows on a terminal how far it has come.
    init(watchedBy console: Console, cache: DiskCache) {
        let total = ByteCounter()
        console.show(progress: "reading catalogs")
        self.init(cache: cache) { count in
            let bytes = total.add(Int64(count))
            console.show(progress: "reading catalogs: \(ByteCount.text(bytes))")
        }
    }
}
