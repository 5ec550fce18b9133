// SPDX-License-Identifier: Apache-2.0

import CLibGit2
import Foundation

/// The process-wide state of libgit2.
package enum GitLibrary {
    /// Starts libgit2 once, with the first use of a repository.
    static let started: Void = {
        git_libgit2_init()
        // An audit trail must survive a power cut.
        shim_git_enable_fsync(1)
        // `git sparse-checkout` sets this extension. It only moves settings that this tool does not read.
        unsafe shim_git_allow_extension("worktreeconfig")
        leaveOutUnreadable()
    }()

    /// Ignores the user's settings if their folder is not readable, as in a pod whose `HOME` is root's.
    private static func leaveOutUnreadable() {
        let environment = ProcessInfo.processInfo.environment
        let home = environment["HOME"] ?? "/"
        let configurations = environment["XDG_CONFIG_HOME"] ?? "\(home)/.config"
        for (level, file) in [
            (GIT_CONFIG_LEVEL_GLOBAL, "\(home)/.gitconfig"), (GIT_CONFIG_LEVEL_XDG, "\(configurations)/git/config"),
        ] {
            var status = stat()
            guard unsafe stat(file, &status) != 0, errno == EACCES else { continue }
            unsafe shim_git_set_search_path(level.rawValue, "/.no-such-directory")
        }
    }

    /// Reads the user's git configuration from `.gitconfig` in `home`, and ignores the machine's.
    ///
    /// This affects the whole process and is meant for tests, before they use their first repository.
    package static func useConfiguration(ofHome home: String) throws(GitError) {
        started
        let empty = "\(home)/.no-such-directory"
        for (level, path) in [
            (GIT_CONFIG_LEVEL_GLOBAL, home), (GIT_CONFIG_LEVEL_XDG, empty), (GIT_CONFIG_LEVEL_SYSTEM, empty),
            (GIT_CONFIG_LEVEL_PROGRAMDATA, empty),
        ] {
            try check(unsafe shim_git_set_search_path(level.rawValue, path), "read the git configuration in", home)
        }
    }
}

/// An object of libgit2 that is freed with its last reference.
// Safe: the pointer is valid as long as the object lives, and `free` fits what `open` makes.
@safe
final class GitHandle {
    let pointer: OpaquePointer
    private let free: (OpaquePointer?) -> Void

    /// Takes the object that `open` makes.
    // Safe: `open` writes into a variable of this function, and callers give the `free` of the same type.
    @safe
    init(
        _ operation: String,
        _ path: String,
        free: @escaping (OpaquePointer?) -> Void,
        open: (inout OpaquePointer?) -> CInt
    ) throws(GitError) {
        GitLibrary.started
        var pointer: OpaquePointer?
        let status = unsafe open(&pointer)
        guard status >= 0, let pointer = unsafe pointer else {
            throw GitError(status: status, operation, path)
        }
        unsafe self.pointer = pointer
        unsafe self.free = free
    }

    deinit { unsafe free(pointer) }
}

extension GitLibrary {
    /// The version of libgit2, such as `1.5.1`.
    package static var version: String {
        var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
        unsafe git_libgit2_version(&major, &minor, &revision)
        return "\(major).\(minor).\(revision)"
    }
}
