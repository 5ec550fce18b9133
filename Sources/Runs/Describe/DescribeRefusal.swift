// SPDX-License-Identifier: Apache-2.0

/// An error that a path cannot be described with the given options.
package enum DescribeRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    case nothing(path: String)
    /// An index is written beside volumes, but no folder was named.
    case noFolder(path: String)
    /// An index does not contain the bytes of volumes.
    case noContent(path: String)

    package var description: String {
        switch self {
        case .nothing(let path):
            "\(path): there is no such file or folder\nName a folder of volumes, or a volume."
        case .noFolder(let path):
            "\(path): an index is written for a folder\nName the folder that the volume is in."
        case .noContent(let path):
            "\(path): an index has no content\nName the folder to have its volumes verified."
        }
    }
}
