// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The command line of this process, to run it again.
enum RepeatedCommand {
    /// The command for a shell, without passwords.
    static var text: String {
        let words = ["mirror"] + CommandLine.arguments.dropFirst().map { shellArgument($0) }
        return printable(words.joined(separator: " "))
    }
}
