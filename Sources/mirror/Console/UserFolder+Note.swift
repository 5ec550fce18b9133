// SPDX-License-Identifier: Apache-2.0

import Audit

extension UserFolder {
    /// Tells where files are kept that a user would look for in the home folder.
    static func noteFallback(_ environment: [String: String]) {
        if let note = fallbackNote(environment) { Console.standard.note(note) }
    }
}
