// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Archives

/// A set of volumes is not what it should be.
package struct ArchiveSetError: ExplainedError, Sendable, Equatable {
    /// The folder or the volume.
    package let path: String
    package let message: String
    /// What to do about it.
    package let remedy: String?

    package init(path: String, message: String, remedy: String? = nil) {
        self.path = path
        self.message = message
        self.remedy = remedy
    }

    /// What helps where a file is not what was written.
    static let copyAgain = "Copy it again from where the archive was made."

    /// A file that is not what was written.
    static func damaged(_ path: String, _ message: String) -> ArchiveSetError {
        ArchiveSetError(path: path, message: message, remedy: copyAgain)
    }

    package var description: String { explanation.text }

    package var explanation: Explanation { Explanation("\(path): \(message)", remedy: remedy) }
}

extension ArchiveSetError {
    /// Why a volume cannot be read.
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
