// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// Why a file is not a plan that can be used.
package enum PlanError: ExplainedError, Sendable, Equatable {
    case notAPlan(String)
    /// The format's major version is one that this tool does not know.
    case unknownFormat(String)
    /// The parts do not fit together, so no tool made it.
    case contradiction(String)
    /// The content is not what the id names.
    case edited(found: Digest, expected: Digest?)

    package var description: String { explanation.text }

    package var explanation: Explanation {
        switch self {
        case .notAPlan(let message):
            Explanation("this is not a plan: \(message)", remedy: "Plans are made by `mirror plan`.")
        case .contradiction(let message):
            Explanation(
                "the plan is not one that mirror makes: \(message)",
                remedy: "Run `mirror plan` again and review the new plan."
            )
        case .unknownFormat(let version):
            Explanation(
                "the plan has format version \(version), this tool knows \(Plan.formatVersion)",
                remedy: "Plan again with this version of mirror, or apply with the one that made the plan."
            )
        case .edited(let found, let expected):
            Explanation(
                "the plan was changed after it was made: its content hashes to \(found), its id is "
                    + (expected?.description ?? "missing"),
                remedy: "Plans are not edited by hand: change the configuration and run `mirror plan` again."
            )
        }
    }
}
