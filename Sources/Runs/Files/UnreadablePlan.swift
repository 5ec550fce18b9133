// SPDX-License-Identifier: Apache-2.0

import Plans

/// An error that a plan cannot be read from a file.
package enum UnreadablePlan: Error, Sendable, Equatable, CustomStringConvertible {
    case empty(title: String)
    case noPlan(title: String, reason: String)
    /// A folder, a device or a pipe.
    case noFile(path: String)
    case tooLarge(title: String)
    case unreadable(path: String, reason: String)
    case unreadableInput(reason: String)

    package var description: String {
        switch self {
        case .empty(let title): "\(title) is empty\nMake a plan with `mirror plan`."
        case .noPlan(let title, let reason): "\(title): \(reason)\nPlans are made by `mirror plan`."
        case .noFile(let path): "\(path): expected the file of a plan, found something else"
        case .tooLarge(let title): "\(title): larger than the \(PlanFile.sizeLimit) bytes that a plan may have"
        case .unreadable(let path, let reason):
            "\(path): the plan cannot be read: \(reason)\nMake one with `mirror plan`."
        case .unreadableInput(let reason): "the plan cannot be read from standard input: \(reason)"
        }
    }
}
