// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration

/// The file that says what is to go.
enum DeletionRequest: Sendable {
    case configuration(ImageSetConfiguration)
    /// What oc-mirror v2 would delete.
    case list(DeleteImageList)

    var path: String {
        switch self {
        case .configuration(let configuration): configuration.path
        case .list(let list): list.path
        }
    }

    var bytes: [UInt8] {
        switch self {
        case .configuration(let configuration): configuration.bytes
        case .list(let list): list.bytes
        }
    }
}
