// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// No repository is made in a folder, because it is there for more than mirroring.
package struct NewRepositoryError: Error, Sendable, Equatable, CustomStringConvertible {
    package let folder: String
    /// What the folder is, such as `your home folder`.
    package let reason: String
    /// A folder that could become a repository.
    let better: String

    package var description: String {
        """
        \(folder) is in no git repository, and mirror makes none there: it is \(reason)
        Put the configuration into a folder of its own: git init \(shellArgument(better))
        Or make the repository yourself, git init \(shellArgument(folder)); or go without a commit: \(OptionName.noAudit)
        """
    }
}
