// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import Scheduling
import Views

extension Console {
    /// Writes a message while a command runs, or shows its progress.
    func tell(_ remark: Remark) {
        switch remark {
        case .note(let text): note(text)
        case .progress(let activity): update(.activity(activity))
        }
    }

    /// Writes the note if files are not kept in the user's home folder.
    func noteFallback(_ environment: [String: String]) {
        if let text = UserFolder.fallbackNote(environment) { note(text) }
    }

    /// Tells that a server is waited for, or that it is back.
    func tell(_ notice: Outages.Notice) { note(printable(notice.text) + "\n") }
}
