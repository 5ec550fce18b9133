// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration

/// A file that names the images to delete.
package enum DeletionRequest: Sendable {
    case configuration(ImageSetConfiguration)
    /// A list of the images that oc-mirror v2 would delete.
    case list(DeleteImageList)

    /// The path of the file, as given by the user.
    package var path: String {
        switch self {
        case .configuration(let configuration): configuration.path
        case .list(let list): list.path
        }
    }

    package var bytes: [UInt8] {
        switch self {
        case .configuration(let configuration): configuration.bytes
        case .list(let list): list.bytes
        }
    }
}
