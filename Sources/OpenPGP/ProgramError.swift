// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a program of GnuPG could not run, whatever its input was.
package enum ProgramError: ExplainedError, Sendable, Hashable {
    /// It is not in `PATH`.
    case notInstalled(program: String, package: String)
    /// It did not finish.
    case failed(program: String, reason: String)
    /// The folder in which it works cannot be made.
    case noFolder(parent: String, reason: String)

    package var explanation: Explanation {
        switch self {
        case .notInstalled(let program, let package):
            Explanation(
                "`\(program)` of GnuPG is not in PATH, so no signature can be verified",
                remedy: "install the Debian package `\(package)`: `apt-get install \(package)`"
            )
        case .failed(let program, let reason):
            Explanation(
                "`\(program)` did not finish: \(reason)",
                remedy: "check what `\(program) --version` says on this machine"
            )
        case .noFolder(let parent, let reason):
            Explanation(
                "GnuPG needs a private folder in \(parent), and none can be made there: \(reason)",
                remedy: "free some space there, or name another folder in TMPDIR"
            )
        }
    }
}
