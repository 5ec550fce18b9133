// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Diagnostics
import Foundation

extension MirrorCommand {
    /// Runs the command in the arguments; ends the process if it fails.
    ///
    /// The parser quotes words that it does not understand, and these may contain a password, as in
    /// `docker://joe:secret@host`.
    static func runHidingCredentials() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let message = fullMessage(for: error)
            guard message.hidingCredentials != message else { exit(withError: error) }
            Console.standard.note(message.hidingCredentials + "\n")
            Foundation.exit(exitCode(for: error).rawValue)
        }
    }
}
