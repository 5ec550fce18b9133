// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration

/// The name of a channel that carries its minor version: `stable-4.16`.
package struct ChannelName: Sendable, Hashable, CustomStringConvertible {
    package let prefix: String
    package let major: UInt64
    package let minor: UInt64

    package init(prefix: String, major: UInt64, minor: UInt64) {
        self.prefix = prefix
        self.major = major
        self.minor = minor
    }

    /// Takes a name apart; `nil` for one that does not end with `-<major>.<minor>`.
    package init?(_ text: String) {
        guard let dash = text.lastIndex(of: "-"), dash != text.startIndex,
            let (major, minor) = Self.numbers(text[text.index(after: dash)...])
        else { return nil }
        self.init(prefix: String(text[..<dash]), major: major, minor: minor)
    }

    /// Parses `4.16`.
    package static func numbers(_ text: some StringProtocol) -> (major: UInt64, minor: UInt64)? {
        // The rest of a version makes one of it, so that one rule says what a number is.
        guard let version = try? SemanticVersion("\(text).0"), version.prerelease.isEmpty, version.build.isEmpty,
            max(version.major, version.minor) <= largest
        else { return nil }
        return (version.major, version.minor)
    }

    /// The channel of a kind that belongs to a version.
    package init?(prefix: String, of version: SemanticVersion) {
        guard max(version.major, version.minor) <= Self.largest else { return nil }
        self.init(prefix: prefix, major: version.major, minor: version.minor)
    }

    /// No product gets so far; what names a larger number is a mistake that must not be counted up to.
    private static let largest: UInt64 = 1_000_000

    package var description: String { "\(prefix)-\(major).\(minor)" }
}
