// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import CLibGit2

/// An error of a git repository, or of a file in one.
package struct GitError: ExplainedError, Sendable, Equatable {
    /// A reason that a caller may need to distinguish.
    package enum Reason: Sendable, Equatable {
        /// Another user owns the repository, and git trusts it only if told to.
        case foreignOwner
        /// The repository has no working tree.
        case bare
        /// HEAD is at a commit instead of a branch.
        case detached
        /// A merge, rebase, cherry-pick or the like is not finished.
        case busy
        /// Another process holds a lock.
        case locked
        /// The branch moved while a commit was made.
        case moved
        /// A reference and HEAD went different ways.
        case diverged
        /// Nobody is named as author or committer.
        case identity
        /// A commit could not be signed.
        case signing
        /// A hook refused a commit.
        case hook
        /// A program that has to take part cannot be run, or failed.
        case program
        /// A path is not allowed or cannot be used.
        case path
        /// The repository uses a feature that this tool cannot write.
        case unsupported
        case other
    }

    package let reason: Reason
    /// The operation that failed, such as `commit to`; the path follows it in a message.
    package let operation: String
    package let path: String
    package let message: String
    /// What the user can do about it.
    package let remedy: String?

    package init(
        _ reason: Reason,
        _ operation: String,
        _ path: String,
        _ message: String,
        remedy: String? = nil
    ) {
        self.reason = reason
        self.operation = operation
        self.path = path
        self.message = message
        self.remedy = remedy
    }

    package var explanation: Explanation { Explanation("\(operation) \(path): \(message)", remedy: remedy) }
}

extension GitError {
    /// Reads libgit2's message about the call on this thread that has just failed.
    init(status: CInt, _ operation: String, _ path: String) {
        var message = "libgit2 failed with \(status)"
        if let last = unsafe git_error_last(), let text = unsafe last.pointee.message {
            message = unsafe String(cString: text)
        }
        // If no `safe.directory` is set at all, libgit2 1.5 only says that it did not find one.
        if status == GIT_EOWNER.rawValue || message.contains("'safe.directory'") {
            self.init(foreignOwnerOf: path, operation, message)
            return
        }
        switch status {
        case GIT_ELOCKED.rawValue: self.init(.locked, operation, path, message, remedy: Self.lockRemedy)
        case GIT_EMODIFIED.rawValue:
            self.init(.moved, operation, path, "the branch moved meanwhile", remedy: "run the command again")
        default:
            let remedy = Self.remedies.first { message.contains($0.symptom) }?.remedy
            self.init(remedy == nil ? .other : .unsupported, operation, path, message, remedy: remedy)
        }
    }

    private init(foreignOwnerOf path: String, _ operation: String, _ message: String) {
        // The message quotes the folder to name. Without a quote it is the folder around `.git`.
        let quoted = message.split(separator: "'").map(String.init).first { $0.hasPrefix("/") }
        let owned = (quoted ?? path).withoutTrailingSlashes
        let root = owned.hasSuffix("/.git") ? String(owned.dropLast(5)) : owned
        self.init(
            .foreignOwner,
            operation,
            root,
            "the repository belongs to another user",
            remedy: "if you trust it: git config --global --add safe.directory \(root)"
        )
    }

    static let lockRemedy = "wait until the other git process has finished; if it was killed, remove the lock file"

    /// Features of newer versions of git that libgit2 1.5 refuses, each with a remedy.
    private static let remedies: [(symptom: String, remedy: String)] = [
        ("extension: 'sdir'", "write a full index: git sparse-checkout reapply --no-sparse-index"),
        ("extension: 'link'", "write a full index: git update-index --no-split-index"),
        ("unsupported extension name", "use a repository without this extension, such as a fresh clone"),
        ("unknown object format", "use a repository with SHA-1 object names"),
    ]
}

/// Throws libgit2's message if its status is an error.
func check(_ status: CInt, _ operation: String, _ path: String) throws(GitError) {
    guard status >= 0 else { throw GitError(status: status, operation, path) }
}
