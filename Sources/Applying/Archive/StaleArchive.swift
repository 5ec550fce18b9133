// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that the folder of an archive, or its content, is not as the plan expects.
package struct StaleArchive: ExplainedError, Sendable, Equatable {
    package let message: String

    package init(message: String) { self.message = message }

    package var explanation: Explanation {
        Explanation("the plan is stale: \(message)", remedy: "Run `mirror plan` again; nothing was changed.")
    }
}
