// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration

/// The file that says what is to go.
package enum DeletionRequest: Sendable {
    case configuration(ImageSetConfiguration)
    /// What oc-mirror v2 would delete.
    case list(DeleteImageList)

    /// The file, as the user named it.
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
