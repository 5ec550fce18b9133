// SPDX-License-Identifier: Apache-2.0

import CLibGit2

/// Git's configuration at the moment it is opened.
// Safe: the handle keeps the snapshot as long as this value lives; settings are copied.
@safe
struct GitConfiguration: ~Copyable {
    private let snapshot: GitHandle

    /// The configuration of a repository, with those of the user and the machine behind it.
    init(of repository: borrowing GitRepository) throws(GitError) {
        let pointer = unsafe repository.handle.pointer
        snapshot = try GitHandle(
            "read the configuration of",
            repository.root,
            free: { unsafe git_config_free($0) },
            open: { unsafe git_repository_config_snapshot(&$0, pointer) }
        )
    }

    /// The configuration of the user and the machine.
    init(ofUser: Void) throws(GitError) {
        let subject = "the user"
        let whole = try GitHandle(
            "read the git configuration of",
            subject,
            free: { unsafe git_config_free($0) },
            open: { unsafe git_config_open_default(&$0) }
        )
        let pointer = unsafe whole.pointer
        snapshot = try GitHandle(
            "read the git configuration of",
            subject,
            free: { unsafe git_config_free($0) },
            open: { unsafe git_config_snapshot(&$0, pointer) }
        )
    }

    /// A setting, or `nil` if it is not set or empty.
    func text(_ name: String) -> String? {
        var value: UnsafePointer<CChar>?
        guard unsafe git_config_get_string(&value, snapshot.pointer, name) == 0, let value = unsafe value else {
            return nil
        }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// A setting that is true or false.
    func flag(_ name: String, default fallback: Bool) -> Bool {
        var value: CInt = 0
        return unsafe git_config_get_bool(&value, snapshot.pointer, name) == 0 ? value != 0 : fallback
    }
}
