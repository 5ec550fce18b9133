// SPDX-License-Identifier: Apache-2.0

import CLibGit2

/// Git's configuration at the moment it is opened.
// Safe: the handle keeps the snapshot as long as this value lives; settings are copied.
@safe
struct GitConfiguration: ~Copyable {
    private let snapshot: GitHandle
    /// Settings that variables of the environment override, as in git (`GIT_CONFIG_COUNT`).
    private let overrides: [String: String]

    /// The configuration of a repository, with those of the user and the machine behind it.
    init(of repository: borrowing GitRepository, _ environment: [String: String] = [:]) throws(GitError) {
        overrides = Self.overrides(environment)
        let pointer = unsafe repository.handle.pointer
        let whole = try GitHandle(
            "read the configuration of",
            repository.root,
            free: { unsafe git_config_free($0) },
            open: { unsafe git_repository_config(&$0, pointer) }
        )
        snapshot = try Self.snapshot(of: whole, "read the configuration of", repository.root, environment)
    }

    /// The configuration of the user and the machine.
    init(ofUser environment: [String: String]) throws(GitError) {
        overrides = Self.overrides(environment)
        let subject = "the user"
        let whole = try GitHandle(
            "read the git configuration of",
            subject,
            free: { unsafe git_config_free($0) },
            open: { unsafe git_config_open_default(&$0) }
        )
        snapshot = try Self.snapshot(of: whole, "read the git configuration of", subject, environment)
    }

    /// The configuration as it is now, with the file of `GIT_CONFIG_GLOBAL` in place of the user's own ones, as in git.
    private static func snapshot(
        of whole: GitHandle,
        _ operation: String,
        _ subject: String,
        _ environment: [String: String]
    ) throws(GitError) -> GitHandle {
        let pointer = unsafe whole.pointer
        if let file = environment["GIT_CONFIG_GLOBAL"] {
            for (path, level) in [("/dev/null", GIT_CONFIG_LEVEL_XDG), (file, GIT_CONFIG_LEVEL_GLOBAL)] {
                try check(unsafe git_config_add_file_ondisk(pointer, path, level, nil, 1), operation, subject)
            }
        }
        return try GitHandle(
            operation,
            subject,
            free: { unsafe git_config_free($0) },
            open: { unsafe git_config_snapshot(&$0, pointer) }
        )
    }

    /// A setting, or `nil` if it is not set or empty.
    func text(_ name: String) -> String? {
        if let text = overrides[name.lowercased()] { return text.isEmpty ? nil : text }
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
        if let text = overrides[name.lowercased()] {
            return unsafe git_config_parse_bool(&value, text) == 0 ? value != 0 : fallback
        }
        return unsafe git_config_get_bool(&value, snapshot.pointer, name) == 0 ? value != 0 : fallback
    }

    /// A setting that is a path; `~` is the user's home.
    func path(_ name: String) -> String? {
        if let text = text(name), !text.hasPrefix("~") { return text }
        var found = unsafe git_buf()
        defer { unsafe git_buf_dispose(&found) }
        guard unsafe git_config_get_path(&found, snapshot.pointer, name) == 0, let text = unsafe found.ptr else {
            return nil
        }
        return unsafe String(cString: text)
    }

    private static func overrides(_ environment: [String: String]) -> [String: String] {
        let count = min(environment["GIT_CONFIG_COUNT"].flatMap(Int.init) ?? 0, 1000)
        var settings: [String: String] = [:]
        for number in 0..<max(0, count) {
            guard let key = environment["GIT_CONFIG_KEY_\(number)"] else { continue }
            settings[key.lowercased()] = environment["GIT_CONFIG_VALUE_\(number)"]
        }
        return settings
    }
}
