// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// An error that a plan cannot be read from a file.
package enum UnreadablePlan: ExplainedError, Sendable, Equatable {
    case empty(title: String)
    case noPlan(title: String, PlanError)
    /// A folder, a device or a pipe.
    case noFile(path: String)
    case tooLarge(title: String)
    case unreadable(path: String, reason: String)
    case unreadableInput(reason: String)

    package var explanation: Explanation {
        switch self {
        case .empty(let title): Explanation("\(title) is empty", remedy: "Make a plan with `mirror plan`.")
        case .noPlan(let title, let error): error.explanation.about(title)
        case .noFile(let path):
            Explanation(
                "\(path): expected the file of a plan, found something else",
                remedy: "Name the file that `mirror plan` wrote."
            )
        case .tooLarge(let title):
            Explanation(
                "\(title): larger than the \(PlanFile.sizeLimit) bytes that a plan may have",
                remedy: "Name the file that `mirror plan` wrote."
            )
        case .unreadable(let path, let reason):
            Explanation("\(path): the plan cannot be read: \(reason)", remedy: "Make one with `mirror plan`.")
        case .unreadableInput(let reason):
            Explanation(
                "the plan cannot be read from standard input: \(reason)",
                remedy: "Name the file of the plan instead."
            )
        }
    }
}
