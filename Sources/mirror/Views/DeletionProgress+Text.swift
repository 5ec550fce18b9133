// SPDX-License-Identifier: Apache-2.0

import Deletions

extension DeletionProgress {
    /// What a person who watches reads.
    var text: String {
        switch self {
        case .section(let progress): progress.text
        case .surveyed(let count, let all): "looking through repositories: \(count) of \(all)"
        }
    }
}
