// SPDX-License-Identifier: Apache-2.0

package import OCI

/// An error that a file cannot be read from an image's layers.
package enum LayerFilesError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The problem with a link.
    package enum LinkFault: Sendable, Equatable {
        case dangling, leadsOut, tooMany
        /// A wanted folder, or one above it, is a link.
        case folder
    }

    /// The limit that was exceeded.
    package enum Limit: Sendable, Equatable {
        /// The size of a file in bytes.
        case file(Int)
        /// The total size of all files in bytes.
        case total(Int)
        /// The unpacked size of a layer in bytes.
        case layer(Int64)
        /// The total length of a layer's paths in bytes.
        case paths(Int)
    }

    /// The path is not valid.
    case path(String)
    /// The path does not name a file.
    case notAFile(String)
    case link(String, to: String, LinkFault)
    case tooLong(String, Limit)
    /// The layer is not an archive of an image's files.
    case layer(Digest, String)

    package var description: String {
        switch self {
        case .path(let path): "`\(path)` is not the path of a file inside an image"
        case .notAFile(let path): "the image's `\(path)` is not a regular file"
        case .link(let path, let target, .dangling):
            "the image's `\(path)` is a link to `\(target)`, which the image does not have"
        case .link(let path, let target, .leadsOut):
            "the image's `\(path)` is a link to `\(target)`, which leads out of the image"
        case .link(let path, let target, .tooMany):
            "the image's `\(path)` is a link that leads on and on, more than \(LayerFiles.linkLimit) times, at last to"
                + " `\(target)`"
        case .link(let path, let target, .folder):
            "the image's `\(path)` is a link to `\(target)`, expected a folder; ask for the files of that one"
        case .tooLong(let path, .file(let limit)):
            "the image's `\(path)` is longer than the \(limit) bytes that are read of a file"
        case .tooLong(let path, .total(let limit)):
            "with the image's `\(path)`, its wanted files are longer than the \(limit) bytes that are read in all"
        case .tooLong(let path, .layer(let limit)):
            "at the image's `\(path)`, a layer unpacks to more than the \(limit) bytes that are read"
        case .tooLong(let path, .paths(let limit)):
            "at the image's `\(path.prefix(200))`, a layer has paths of more than the \(limit) bytes that are kept"
        case .layer(let digest, let message): "the layer \(digest) cannot be read: \(message)"
        }
    }
}
