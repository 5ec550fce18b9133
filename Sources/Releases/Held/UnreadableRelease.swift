// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Resolution

/// An error that a remaining release cannot be read, so that its components are unknown.
package struct UnreadableRelease: ExplainedError, Sendable, Equatable {
    package let destination: Destination
    /// The error of reading it.
    package let reason: Explanation

    package var explanation: Explanation {
        reason.about("the release \(destination) stays, but its components are unknown")
            .adding(remedy: "Mirror it again, or delete it as well; until then no release can be deleted.")
    }
}
