// SPDX-License-Identifier: Apache-2.0

/// The path `-`, which means standard input or output.
package enum StandardStream {
    package static let name = "-"

    /// The name of a path in messages.
    package static func title(of path: String) -> String { path == name ? "standard input" : path }
}
