// SPDX-License-Identifier: Apache-2.0

import Plans

/// A plan is larger than what is read of one.
package struct PlanTooLarge: Error, Sendable, Equatable, CustomStringConvertible {
    package let bytes: Int

    package var description: String {
        """
        the plan has \(bytes) bytes, more than the \(PlanFile.sizeLimit) that are read of one
        Divide the configuration into several for the same target.
        """
    }
}
