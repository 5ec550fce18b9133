// SPDX-License-Identifier: Apache-2.0

import CLibGit2

extension GitRepository {
    /// Registers a merge driver in the repository's own configuration, unless one of that name is registered already;
    /// returns whether it did.
    @discardableResult
    package func registerMergeDriver(_ name: String, title: String, command: String) throws(GitError) -> Bool {
        guard try GitConfiguration(of: self).text("merge.\(name).driver") == nil else { return false }
        let operation = "register a merge driver in"
        let pointer = unsafe handle.pointer
        let whole = try GitHandle(operation, root, free: { unsafe git_config_free($0) }) {
            unsafe git_repository_config(&$0, pointer)
        }
        let all = unsafe whole.pointer
        let local = try GitHandle(operation, root, free: { unsafe git_config_free($0) }) {
            unsafe git_config_open_level(&$0, all, GIT_CONFIG_LEVEL_LOCAL)
        }
        try check(unsafe git_config_set_string(local.pointer, "merge.\(name).name", title), operation, root)
        try check(unsafe git_config_set_string(local.pointer, "merge.\(name).driver", command), operation, root)
        return true
    }
}
