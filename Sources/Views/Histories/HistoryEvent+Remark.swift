// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Histories

extension HistoryEvent {
    /// The message of an event while a history is compared or repaired.
    package var remark: Remark {
        switch self {
        case .note(let text): .note(text)
        case .reading(let done, let all): .progress("reading: \(ByteCount.text(done)) of \(ByteCount.text(all))")
        }
    }
}
