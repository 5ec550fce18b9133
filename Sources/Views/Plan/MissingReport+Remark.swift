// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Plans

extension MissingReport {
    /// The message about a written report, with the next command.
    package func remark(in path: String) -> Remark {
        guard !isEmpty else { return .note("Nothing is missing; \(path) says so.\n") }
        return .note(
            "What is missing is in \(path). On the connected side: "
                + "mirror plan -c FILE \(OptionName.to) file://FOLDER \(OptionName.resend) \(shellArgument(path))\n"
        )
    }
}
