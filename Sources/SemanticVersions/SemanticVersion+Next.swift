// SPDX-License-Identifier: Apache-2.0

/// Versions made out of others.
extension SemanticVersion {
    /// The release that follows: the one that a pre-release leads to, or the next patch.
    package var nextPatch: Self { next(major, minor, prerelease.isEmpty ? patch &+ 1 : patch) }

    package var nextMinor: Self { next(major, minor &+ 1, 0) }

    package var nextMajor: Self { next(major &+ 1, 0, 0) }

    /// Returns the version with another pre-release; an empty one makes it a release.
    package func with(prerelease text: String) throws(SemanticVersionError) -> Self {
        try Self.checkPrerelease(text)
        return changed(prerelease: text, metadata: metadata)
    }

    /// Returns the version with other metadata.
    package func with(metadata text: String) throws(SemanticVersionError) -> Self {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ $0.utf8.allSatisfy(VersionScanner.isIdentifier) }) else { throw .invalidMetadata }
        return changed(prerelease: prerelease, metadata: text)
    }

    private func next(_ major: UInt64, _ minor: UInt64, _ patch: UInt64) -> Self {
        Self(
            major: major,
            minor: minor,
            patch: patch,
            prerelease: "",
            metadata: "",
            original: "\(prefix)\(major).\(minor).\(patch)"
        )
    }

    private func changed(prerelease: String, metadata: String) -> Self {
        let plain = Self(major: major, minor: minor, patch: patch, prerelease: prerelease, metadata: metadata)
        return Self(
            major: major,
            minor: minor,
            patch: patch,
            prerelease: prerelease,
            metadata: metadata,
            original: prefix + plain.description
        )
    }

    /// The `v` that was read before the numbers, if any.
    private var prefix: String { original.hasPrefix("v") ? "v" : "" }
}
