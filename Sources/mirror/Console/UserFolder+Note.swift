// SPDX-License-Identifier: Apache-2.0

import Audit

extension UserFolder {
    /// Writes the note if files are not kept in the user's home folder.
    static func noteFallback(_ environment: [String: String]) {
        if let note = fallbackNote(environment) { Console.standard.note(note) }
    }
}
