// SPDX-License-Identifier: Apache-2.0

package import Plans

/// An error that the folder of an archive has no free volume number.
package struct NoVolumeNumberLeft: Error, Sendable, Equatable, CustomStringConvertible {
    package let folder: String
    package let last: VolumeName

    package var description: String {
        """
        \(folder): no volume number is left after \(last)
        Move that file elsewhere or rename it, or plan an archive in another folder.
        """
    }
}
