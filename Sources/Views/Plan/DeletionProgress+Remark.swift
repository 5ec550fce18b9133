// SPDX-License-Identifier: Apache-2.0

package import Deletions
import Diagnostics

extension DeletionProgress {
    /// What a person who watches reads.
    package var remark: Remark {
        switch self {
        case .readingReleases: .progress("reading the releases of the target")
        case .readingCatalogs: .progress("reading the catalogs of the target")
        case .readCatalogs(let bytes): .progress("reading catalogs: \(ByteCount.text(bytes))")
        case .surveyed(let count, let all): .progress("looking through repositories: \(count) of \(all)")
        }
    }
}
