// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import OCI

/// The messages of `mirror approve`.
package enum ApprovalText {
    /// Tells that a plan is approved, and what makes others see it.
    package static func done(_ plan: Digest, by author: String, _ commit: String?) -> String {
        """
        \(printable(author)) approves plan \(plan.short), commit \((commit ?? "").prefix(12)).
        Others see it after: git push

        """
    }
}
