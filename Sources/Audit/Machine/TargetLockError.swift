// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Scheduling

/// An error that a target cannot be locked.
package enum TargetLockError: ExplainedError, Sendable, Equatable {
    /// Another command changes the target; its process is known if the lock file names it.
    case held(target: String, process: Int?)
    /// The folder of a lock cannot be made.
    case noFolder(path: String, problem: String)
    /// A lock cannot be taken.
    case failed(FileLockError)

    package var explanation: Explanation {
        switch self {
        case .held(let target, let process):
            Explanation(
                "another `mirror apply` or `mirror history repair` of \(target) is running on this machine"
                    + (process.map { ", process \($0)" } ?? ""),
                remedy: "Wait until \(process.map { "process \($0)" } ?? "it") has finished, "
                    + "then run this command again."
            )
        case .noFolder(let path, let problem):
            Explanation(
                "the folder \(path) cannot be made: \(problem)",
                remedy: "Make it yourself, or let this user write there; then run this command again."
            )
        case .failed(let error): error.explanation
        }
    }
}
