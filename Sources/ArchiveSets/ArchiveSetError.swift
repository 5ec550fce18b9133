// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Archives

/// An error about a set of volumes.
package struct ArchiveSetError: ExplainedError, Sendable, Equatable {
    /// The folder or the volume.
    package let path: String
    package let message: String
    /// The remedy.
    package let remedy: String?

    package init(path: String, message: String, remedy: String? = nil) {
        self.path = path
        self.message = message
        self.remedy = remedy
    }

    /// The remedy for a file that differs from the written one.
    static let copyAgain = "Copy it again from where the archive was made."

    /// An error about a file that differs from the written one.
    static func damaged(_ path: String, _ message: String) -> ArchiveSetError {
        ArchiveSetError(path: path, message: message, remedy: copyAgain)
    }

    package var description: String { explanation.text }

    package var explanation: Explanation { Explanation("\(path): \(message)", remedy: remedy) }
}

extension ArchiveSetError {
    /// The error of an unreadable volume.
    init(path: String, _ error: PlainTarError) {
        let remedy: String? =
            switch error {
            case .compressed("gzip"): "Decompress it first, with `gunzip` say: volumes are read in place."
            case .compressed(let program): "Decompress it first, with `\(program) -d`: volumes are read in place."
            case .unreadable: "Check its permissions."
            case .stored: "Unpack the archive, and name the folder that it was unpacked into."
            case .empty, .noTar, .truncated, .endless, .malformed: Self.copyAgain
            }
        self.init(path: path, message: error.description, remedy: remedy)
    }
}
