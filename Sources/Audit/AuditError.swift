// SPDX-License-Identifier: Apache-2.0

package import GitStore

/// The audit repository cannot be read or written as it is.
package struct AuditError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What a caller may tell apart, in the words of git.
    package let reason: GitError.Reason
    /// What was tried and with what, such as `commit to /srv/mirror`.
    package let subject: String
    package let message: String
    /// What the user can do about it.
    package let remedy: String?

    /// An error of git, where `remedy` adds a second way out.
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

    package var description: String {
        "\(subject): \(message)" + (remedy.map { "\n  \($0)" } ?? "")
    }
}

/// Runs `body` and puts git's errors into this module's words.
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
