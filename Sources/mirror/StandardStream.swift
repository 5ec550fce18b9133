// SPDX-License-Identifier: Apache-2.0

/// What `-` means where a file is expected.
enum StandardStream {
    static let name = "-"

    /// What a path is called in messages.
    static func title(of path: String) -> String { path == name ? "standard input" : path }
}
