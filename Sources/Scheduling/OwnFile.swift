// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Glibc

/// Opens files of this tool among other files: only regular files, and never through a link.
package enum OwnFile {
    /// Opens a file, and makes it if the flags say so; the caller closes it.
    ///
    /// A private file must belong to this user.
    package static func open(
        _ path: String,
        _ flags: CInt,
        permissions: mode_t = 0o600,
        isPrivate: Bool = false
    ) throws(OwnFileError) -> CInt {
        // Unsafe: the system reads and writes values of this function during the call, and keeps no pointer.
        // Opening a pipe would wait for its other end.
        let number = unsafe Glibc.open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, permissions)
        guard number >= 0 else {
            guard errno == ELOOP else { throw .unopened(path: path, errno) }
            throw .foreign(path: path, "it is a symbolic link")
        }
        var status = stat()
        let isKnown = unsafe fstat(number, &status) == 0
        var problem: String?
        if !isKnown || status.st_mode & S_IFMT != S_IFREG {
            problem = "it is not a regular file"
        } else if isPrivate, status.st_uid != geteuid() {
            problem = "it belongs to another user"
        }
        guard let problem else { return number }
        close(number)
        throw .foreign(path: path, problem)
    }
}

/// An error that a file of this tool was not opened.
package enum OwnFileError: ExplainedError, Sendable, Equatable {
    /// The system does not open it; the number is the system's error.
    case unopened(path: String, CInt)
    /// There is something in its place that this tool did not make.
    case foreign(path: String, String)

    package var explanation: Explanation {
        switch self {
        case .unopened(let path, let number): Explanation("\(path) cannot be opened: \(systemProblem(number))")
        case .foreign(let path, let problem):
            Explanation(
                "\(path): \(problem), and mirror uses only a file of its own there",
                remedy: "Remove it; mirror makes it anew."
            )
        }
    }
}
