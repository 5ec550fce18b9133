// SPDX-License-Identifier: Apache-2.0

import Deletions
import Diagnostics

extension DeletionProgress {
    /// What a person who watches reads.
    var text: String {
        switch self {
        case .readingReleases: "reading the releases of the target"
        case .readingCatalogs: "reading the catalogs of the target"
        case .readCatalogs(let bytes): "reading catalogs: \(ByteCount.text(bytes))"
        case .surveyed(let count, let all): "looking through repositories: \(count) of \(all)"
        }
    }
}
