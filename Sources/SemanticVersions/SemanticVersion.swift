// SPDX-License-Identifier: Apache-2.0

/// A version as semver.org describes it, read as generously as charts write it: `v1`, `1.2` and `01.2.3` are versions too.
package struct SemanticVersion: Sendable {
    package let major: UInt64
    package let minor: UInt64
    package let patch: UInt64
    /// What follows the `-`, such as `rc.1`; empty for a release.
    package let prerelease: String
    /// What follows the `+`, which says nothing about the order of versions; usually empty.
    package let metadata: String
    /// The text that was read.
    package let original: String

    /// Makes a version of parts that are known to be right.
    init(major: UInt64, minor: UInt64, patch: UInt64, prerelease: String, metadata: String, original: String? = nil) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
        self.metadata = metadata
        let suffix = (prerelease.isEmpty ? "" : "-\(prerelease)") + (metadata.isEmpty ? "" : "+\(metadata)")
        self.original = original ?? "\(major).\(minor).\(patch)\(suffix)"
    }

    /// Reads a version: one to three numbers, with an optional `v` before and a pre-release and metadata after them.
    package init(_ text: some StringProtocol) throws(SemanticVersionError) {
        var scanner = VersionScanner(text)
        guard let parts = scanner.version(numbers: .digits), scanner.isAtEnd else { throw .invalidVersion }
        try self.init(
            numbers: [parts.major, parts.minor ?? "0", parts.patch ?? "0"],
            prerelease: parts.prerelease ?? "",
            metadata: parts.metadata ?? "",
            original: String(text)
        )
    }

    private init(
        numbers: [String],
        prerelease: String,
        metadata: String,
        original: String
    ) throws(SemanticVersionError) {
        var values: [UInt64] = []
        for number in numbers {
            guard let value = UInt64(number) else { throw .numberTooLarge(number) }
            values.append(value)
        }
        try Self.checkPrerelease(prerelease)
        self.init(
            major: values[0],
            minor: values[1],
            patch: values[2],
            prerelease: prerelease,
            metadata: metadata,
            original: original
        )
    }

    /// Checks the parts between the points of a pre-release; an empty text is none.
    static func checkPrerelease(_ text: String) throws(SemanticVersionError) {
        guard !text.isEmpty else { return }
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            if part.utf8.allSatisfy(VersionScanner.isDigit) {
                if part.utf8.count > 1, part.utf8.first == UInt8(ascii: "0") { throw .leadingZero }
            } else if !part.utf8.allSatisfy(VersionScanner.isIdentifier) {
                throw .invalidPrerelease
            }
        }
    }
}

extension SemanticVersion: CustomStringConvertible {
    /// The version with all three numbers and without `v`.
    package var description: String {
        let suffix = (prerelease.isEmpty ? "" : "-\(prerelease)") + (metadata.isEmpty ? "" : "+\(metadata)")
        return "\(major).\(minor).\(patch)\(suffix)"
    }
}

extension SemanticVersion: Comparable {
    /// Versions that differ in nothing but metadata and spelling are equal.
    package static func == (left: Self, right: Self) -> Bool { left.compare(to: right) == 0 }

    package static func < (left: Self, right: Self) -> Bool { left.compare(to: right) < 0 }

    /// Returns -1, 0 or 1: whether this version is before, as, or after another one.
    package func compare(to other: Self) -> Int {
        for (mine, theirs) in [(major, other.major), (minor, other.minor), (patch, other.patch)] where mine != theirs {
            return mine < theirs ? -1 : 1
        }
        return Self.comparePrereleases(prerelease, other.prerelease)
    }

    /// Compares two pre-releases; none is after all.
    static func comparePrereleases(_ left: String, _ right: String) -> Int {
        if left == right { return 0 }
        if left.isEmpty { return 1 }
        if right.isEmpty { return -1 }
        let lefts = left.split(separator: ".", omittingEmptySubsequences: false)
        let rights = right.split(separator: ".", omittingEmptySubsequences: false)
        for (mine, theirs) in zip(lefts, rights) {
            let order = compareParts(mine, theirs)
            if order != 0 { return order }
        }
        return lefts.count < rights.count ? -1 : lefts.count > rights.count ? 1 : 0
    }

    /// Compares parts of pre-releases: numbers by value and before words, words by their bytes.
    private static func compareParts(_ left: Substring, _ right: Substring) -> Int {
        if left == right { return 0 }
        switch (UInt64(left), UInt64(right)) {
        case (let mine?, let theirs?): return mine < theirs ? -1 : mine > theirs ? 1 : 0
        case (_?, nil): return -1
        case (nil, _?): return 1
        case (nil, nil): return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
        }
    }
}

extension SemanticVersion: Hashable {
    package func hash(into hasher: inout Hasher) {
        hasher.combine(major)
        hasher.combine(minor)
        hasher.combine(patch)
        hasher.combine(prerelease)
    }
}
