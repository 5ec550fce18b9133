// SPDX-License-Identifier: Apache-2.0

package import Histories

extension HistoryEvent {
    /// The message of an event while a history is compared or repaired.
    package var remark: Remark {
        switch self {
        case .note(let text): .note(text)
        case .reading(let done, let all): .progress(Activity("reading", done: done, of: all))
        }
    }
}
