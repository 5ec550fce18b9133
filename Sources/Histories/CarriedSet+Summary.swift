// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
import OCI
import Plans

extension CarriedSet {
    /// From the first volume to the last.
    package var span: String { VolumeName.span(volumes.map(\.number)) }

    /// What a set is, without when and why.
    package var summary: String {
        "\(plan.short), \(span) of \(ByteCount.text(bytes)), \(blobs.count) blobs and manifests"
    }
}
