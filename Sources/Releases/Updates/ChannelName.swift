// SPDX-License-Identifier: Apache-2.0

/// The name of a channel that ends with its minor version: `stable-4.16`.
package struct ChannelName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let prefix: String
    package let version: MinorVersion

    package init(prefix: String, _ version: MinorVersion) {
        self.prefix = prefix
        self.version = version
    }

    /// Parses a name; `nil` for one that does not end with `-<major>.<minor>`.
    package init?(_ text: String) {
        guard let dash = text.lastIndex(of: "-"), dash != text.startIndex,
            let version = MinorVersion(text[text.index(after: dash)...])
        else { return nil }
        self.init(prefix: String(text[..<dash]), version)
    }

    package var description: String { "\(prefix)-\(version)" }

    package static func < (left: Self, right: Self) -> Bool {
        (left.prefix, left.version) < (right.prefix, right.version)
    }
}
