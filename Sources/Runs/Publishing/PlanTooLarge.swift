// SPDX-License-Identifier: Apache-2.0

import Plans

/// An error that a plan is larger than plan readers accept.
package struct PlanTooLarge: Error, Sendable, Equatable, CustomStringConvertible {
    package let bytes: Int

    package var description: String {
        """
        the plan has \(bytes) bytes, more than the limit of \(PlanFile.sizeLimit)
        Split the configuration into several for the same target.
        """
    }
}
