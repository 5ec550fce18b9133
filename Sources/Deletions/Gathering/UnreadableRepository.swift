// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// An error that content of a repository cannot be read, so that nothing can be proven about it.
package struct UnreadableRepository: ExplainedError, Sendable, Equatable {
    package let repository: Repository
    /// The error of reading it.
    package let reason: Explanation

    package var explanation: Explanation {
        reason.about("nothing can be proven about \(repository), because a part of it cannot be read")
            .adding(
                remedy: "Mirror or delete the unreadable image, or leave this repository out; then plan again."
            )
    }
}
