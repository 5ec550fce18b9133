// SPDX-License-Identifier: Apache-2.0

/// A program of GnuPG could not do its work, whatever it was to look at.
package enum ProgramError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is not in `PATH`.
    case notInstalled(program: String, package: String)
    /// It did not run to its end.
    case failed(program: String, reason: String)
    /// There is no room for the folder that it works in.
    case noFolder(parent: String, reason: String)

    package var description: String {
        switch self {
        case .notInstalled(let program, let package):
            "`\(program)` of GnuPG is not in PATH, so no signature can be verified\n"
                + "install the Debian package `\(package)`: `apt-get install \(package)`"
        case .failed(let program, let reason):
            "`\(program)` did not run to its end: \(reason)\ncheck what `\(program) --version` says on this machine"
        case .noFolder(let parent, let reason):
            "GnuPG needs a private folder in \(parent), and none can be made there: \(reason)\n"
                + "free some space there, or name another folder in TMPDIR"
        }
    }
}
