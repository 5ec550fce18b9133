// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Runs

extension PublicationEvent {
    /// The message of an event while a plan is written and recorded; `nil` for the plan itself.
    package var remark: Remark? {
        switch self {
        case .replaces(let path):
            .note(
                "note: mirror did not write \(printable(path)), and replaces it: git show HEAD:\(shellArgument(path))\n"
            )
        case .keeps(let path):
            .note(
                "note: \(printable(path)) is of no use to this plan, and stays, because mirror did not write it as it is\n"
            )
        case .plan: nil
        case .madeRepository(let root):
            .note("Made a git repository in \(printable(root)) for the record of plans.\n")
        }
    }
}
