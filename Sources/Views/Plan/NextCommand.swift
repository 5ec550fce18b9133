// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The command that follows a plan: applies it, with the options that it needs to reach what the plan was made from.
package struct NextCommand: Sendable, Equatable {
    private let path: String
    private let options: [String]

    /// `options` are those of the plan's command that applying it needs too, each as one argument.
    package init(applying path: String, _ options: [String]) {
        self.path = path
        self.options = options
    }

    /// The command as a shell takes it.
    package var text: String {
        (["mirror apply", shellArgument(path)] + options.map(shellArgument)).joined(separator: " ")
    }
}
