// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that no repository is made in a folder, because it is also used for other purposes.
package struct NewRepositoryError: ExplainedError, Sendable, Equatable {
    package let folder: String
    /// The kind of the folder, such as `your home folder`.
    package let reason: String
    /// A better folder for the repository.
    let better: String

    package var explanation: Explanation {
        Explanation(
            "\(folder) is not in a git repository, and mirror does not make one there: it is \(reason)",
            remedy: """
                Put the configuration into a separate folder: git init \(shellArgument(better))
                Or make the repository in this folder with \(OptionName.initAudit), \
                or go without a commit: \(OptionName.noAudit)
                """
        )
    }
}
