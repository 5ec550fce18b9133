// SPDX-License-Identifier: Apache-2.0

/// What `-` means where a file is expected.
package enum StandardStream {
    package static let name = "-"

    /// What a path is called in messages.
    package static func title(of path: String) -> String { path == name ? "standard input" : path }
}
