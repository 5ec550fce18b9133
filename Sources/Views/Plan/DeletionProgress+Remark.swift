// SPDX-License-Identifier: Apache-2.0

package import Deletions

extension DeletionProgress {
    /// The progress message for people.
    package var remark: Remark {
        switch self {
        case .section(let progress): .progress(progress.text)
        case .surveyed(let count, let all): .progress("looking through repositories: \(count) of \(all)")
        }
    }
}
