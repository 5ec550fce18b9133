// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// An error that a path cannot be described with the given options.
package enum DescribeRefusal: ExplainedError, Sendable, Equatable {
    case nothing(path: String)
    /// An index is written beside volumes, but no folder was named.
    case noFolder(path: String)
    /// An index does not contain the bytes of volumes.
    case noContent(path: String)
    /// Archives of oc-mirror v1 have no index.
    case noIndex(path: String)
    /// Volumes and archives of oc-mirror v1 are in one folder.
    case mixed(path: String, sequences: String, _ volumes: [String])

    package var explanation: Explanation {
        switch self {
        case .nothing(let path):
            Explanation(
                "\(path): there is no such file or folder",
                remedy: "Name a folder of volumes, or a volume."
            )
        case .noFolder(let path):
            Explanation(
                "\(path): an index is written for a folder",
                remedy: "Name the folder that the volume is in."
            )
        case .noContent(let path):
            Explanation(
                "\(path): an index has no content",
                remedy: "Name the folder to have its volumes verified."
            )
        case .noIndex(let path):
            Explanation(
                "\(path): an archive of oc-mirror v1 has no index",
                remedy: "Leave \(OptionName.writeIndex) out."
            )
        case .mixed(let path, let sequences, let volumes):
            Explanation(
                "\(path) has archives of oc-mirror v1, such as \(sequences), and also \(listed(volumes))",
                remedy: "Name the files one by one, or keep them in separate folders."
            )
        }
    }
}
