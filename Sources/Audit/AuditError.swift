// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import GitStore

/// An error that the audit repository cannot be read or written.
package struct AuditError: ExplainedError, Sendable, Equatable {
    /// The reason in git's terms, for callers to distinguish.
    package let reason: GitError.Reason
    /// The failed operation with its object, such as `commit to /srv/mirror`.
    package let subject: String
    package let message: String
    /// The remedy for the user.
    package let remedy: String?

    /// An error of git; `remedy` adds a second way out.
    package init(_ error: GitError, orElse other: String? = nil) {
        reason = error.reason
        subject = "\(error.operation) \(error.path)"
        message = error.message
        remedy =
            switch (error.remedy, other) {
            case (let remedy?, let other?): "\(remedy), or \(other)"
            case (let remedy, let other): remedy ?? other
            }
    }

    package var explanation: Explanation { Explanation("\(subject): \(message)", remedy: remedy) }
}

/// Runs `body`, and describes git's errors in this module's words.
func auditing<Result>(
    orElse other: String? = nil,
    _ body: () throws(GitError) -> Result
) throws(AuditError) -> Result {
    do throws(GitError) {
        return try body()
    } catch {
        throw AuditError(error, orElse: other)
    }
}
