// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration

/// The first two numbers of a version, which people and channels call a version too: `4.16`.
package struct MinorVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// No product gets so far; what names a larger number is a mistake that must not be counted up to.
    private static let largest: UInt64 = 1_000_000

    package let major: UInt64
    package let minor: UInt64

    /// Parses `4.16` and nothing else.
    package init?(_ text: some StringProtocol) {
        // The rest of a version makes one of it, so that one rule says what a number is.
        guard let version = try? SemanticVersion("\(text).0"), version.prerelease.isEmpty, version.build.isEmpty
        else { return nil }
        self.init(version)
    }

    /// The minor that a version belongs to.
    package init?(_ version: SemanticVersion) {
        self.init(major: version.major, minor: version.minor)
    }

    init?(major: UInt64, minor: UInt64) {
        guard max(major, minor) <= Self.largest else { return nil }
        (self.major, self.minor) = (major, minor)
    }

    /// Returns the minors of which the tags of a release repository name releases, ascending.
    package static func named(in tags: some Sequence<String>) -> [MinorVersion] {
        let minors = tags.compactMap { tag -> MinorVersion? in
            // Signatures are tagged `sha256-….sig`, releases `4.16.3-x86_64`.
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
