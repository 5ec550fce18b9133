// SPDX-License-Identifier: Apache-2.0

import Views

extension Console {
    /// Writes a message while a command runs.
    func tell(_ remark: Remark) {
        switch remark {
        case .note(let text): note(text)
        case .progress(let text): show(progress: text)
        }
    }
}
