// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A plan that copies and one that deletes: neither says what the other is about.
package struct IncomparablePlans: ExplainedError, Sendable, Equatable {
    package let deleting: String
    package let copying: String

    package var explanation: Explanation {
        Explanation(
            "\(deleting) deletes images and \(copying) copies them, so they cannot be compared",
            remedy: "Name two plans of `mirror plan`, or two of `mirror delete plan`."
        )
    }
}

/// Standard input as both plans: it can be read only once.
package struct SameInputTwice: ExplainedError, Sendable, Equatable {
    package var explanation: Explanation {
        Explanation("both plans are standard input", remedy: "Name the file of one of them.")
    }
}
