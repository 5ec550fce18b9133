// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Resolution

extension SequencedWriting {
    /// The warning that an archive of oc-mirror v1 has no place for a chart.
    static func chartLeftOut(_ image: DesiredImage) -> Finding {
        Finding(
            .warning,
            .archiveExtras,
            "the chart \(image.destination.repository.name) is left out of the archive, which has no place for it",
            remedy: "Its images are in the archive. Mirror the chart itself by a configuration of version 2.",
            at: image.at
        )
    }
}
