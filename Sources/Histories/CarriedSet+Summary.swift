// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Ledger
import OCI
import Plans

extension CarriedSet {
    /// The range from the first volume to the last.
    package var span: String { VolumeName.span(volumes.map(\.number)) }

    /// A short description of a set, without its time and plan.
    package var summary: String {
        "\(plan.short), \(span) of \(ByteCount.text(bytes)), \(blobs.count) blobs and manifests"
    }
}
