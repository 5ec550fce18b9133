// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// An error that the folder of an archive has no free volume number.
package struct NoVolumeNumberLeft: ExplainedError, Sendable, Equatable {
    package let folder: String
    package let last: VolumeName

    package var explanation: Explanation {
        Explanation(
            "\(folder): no volume number is left after \(last)",
            remedy: "Move that file elsewhere or rename it, or plan an archive in another folder."
        )
    }
}
