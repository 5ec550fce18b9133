// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Histories

extension Console {
    /// Tells what happens while a history is compared or repaired.
    func tell(_ event: HistoryEvent) {
        switch event {
        case .note(let text): note(text)
        case .reading(let done, let all):
            show(progress: "reading: \(ByteCount.text(done)) of \(ByteCount.text(all))")
        }
    }
}
