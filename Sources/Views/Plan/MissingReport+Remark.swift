// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Plans

extension MissingReport {
    /// The message about a written report, with the next command.
    package func remark(in path: String) -> Remark {
        guard !isEmpty else { return .note("Nothing is missing; the report is in \(path).\n") }
        return .note(
            "The missing content is listed in \(path). On the connected side: "
                + "mirror plan -c FILE \(OptionName.to) file://FOLDER \(OptionName.resend) \(shellArgument(path))\n"
        )
    }
}
