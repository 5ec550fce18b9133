// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration

/// The first two numbers of a version, which people and channels also call a version: `4.16`.
package struct MinorVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The largest number; a larger one is a mistake, and counting up to it would take too long.
    private static let largest: UInt64 = 1_000_000

    package let major: UInt64
    package let minor: UInt64

    /// Parses `4.16` and nothing else.
    package init?(_ text: some StringProtocol) {
        // With `.0` it becomes a full version, so that one rule decides what a number is.
        guard let version = try? SemanticVersion("\(text).0"), version.prerelease.isEmpty, version.build.isEmpty
        else { return nil }
        self.init(version)
    }

    /// The minor version of a version.
    package init?(_ version: SemanticVersion) {
        self.init(major: version.major, minor: version.minor)
    }

    init?(major: UInt64, minor: UInt64) {
        guard max(major, minor) <= Self.largest else { return nil }
        (self.major, self.minor) = (major, minor)
    }

    /// Returns the minor versions of the releases that the tags of a repository name, ascending.
    package static func named(in tags: some Sequence<String>) -> [MinorVersion] {
        let minors = tags.compactMap { tag -> MinorVersion? in
            // Signatures have tags such as `sha256-….sig`, releases such as `4.16.3-x86_64`.
            let parts = tag.split(separator: ".", maxSplits: 2)
            guard parts.count == 3, parts[2].first?.isNumber == true, !tag.hasSuffix(".sig") else { return nil }
            return MinorVersion("\(parts[0]).\(parts[1])")
        }
        return Set(minors).sorted()
    }

    package var description: String { "\(major).\(minor)" }

    package static func < (left: Self, right: Self) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}
