// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Runs

extension PublicationEvent {
    /// The message of an event while a plan is written and recorded; `nil` for the plan itself.
    package var remark: Remark? {
        switch self {
        case .replaces(let path, let isInGit):
            .note(
                "note: \(printable(path)) was not as mirror wrote it, and is replaced"
                    + (isInGit ? "; to see the old one: git show HEAD:\(shellArgument(path))\n" : "\n")
            )
        case .keeps(let path):
            .note(
                "note: \(printable(path)) is not needed by this plan, but stays, "
                    + "because mirror did not write it in its present form\n"
            )
        case .keepsAttributes(let lines):
            .note(
                "note: .gitattributes stays as it is; forges fold plan.json in reviews once it has these lines:\n"
                    + lines.map { "    \($0)\n" }.joined()
            )
        case .plan: nil
        }
    }
}
