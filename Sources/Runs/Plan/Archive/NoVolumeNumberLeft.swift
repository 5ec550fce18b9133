// SPDX-License-Identifier: Apache-2.0

package import Plans

/// All numbers of volumes are used up in the folder of an archive.
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
