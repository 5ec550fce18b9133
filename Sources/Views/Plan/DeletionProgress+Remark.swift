// SPDX-License-Identifier: Apache-2.0

package import Deletions

extension DeletionProgress {
    /// The progress message for people.
    package var remark: Remark {
        switch self {
        case .section(let progress): .progress(progress.activity)
        case .surveyed(let count, let all): .progress(Activity("looking through repositories", count: count, of: all))
        }
    }
}
