// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The command after a plan: it applies the plan, with the options that it needs to reach the same places.
package struct NextCommand: Sendable, Equatable {
    private let path: String
    private let options: [String]

    /// `options` are those of the plan command that apply needs too, each as one argument.
    package init(applying path: String, _ options: [String]) {
        self.path = path
        self.options = options
    }

    /// The command for a shell.
    package var text: String {
        (["mirror apply", shellArgument(path)] + options.map(shellArgument)).joined(separator: " ")
    }
}
