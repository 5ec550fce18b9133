// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration

/// The bundles of a package by name, with their versions.
struct PackageVersions: Sendable {
    private let bundles: [String: CatalogBundle]
    private let versions: [String: SemanticVersion]

    init(_ package: CatalogPackage) {
        bundles = Dictionary(package.bundles.map { ($0.name, $0) }) { first, _ in first }
        versions = bundles.compactMapValues(\.semanticVersion)
    }

    /// The version of a bundle; `nil` if the bundle has no version that is valid by semver.org.
    subscript(name: String) -> SemanticVersion? { versions[name] }

    func bundle(_ name: String) -> CatalogBundle? { bundles[name] }

    /// The names of the bundles with a version, apart from build metadata, the best match first.
    ///
    /// The best match has the same build metadata; after that, higher build metadata comes first.
    func names(of version: SemanticVersion) -> [String] {
        versions.filter { $0.value == version }.sorted { left, right in
            if (left.value.build == version.build) != (right.value.build == version.build) {
                return left.value.build == version.build
            }
            if left.value.build != right.value.build {
                return BuildMetadata(right.value.build) < BuildMetadata(left.value.build)
            }
            return left.key < right.key
        }.map(\.key)
    }
}

/// The part after the `+` of a version; the order is our own, like that of semver.org for pre-releases.
private struct BuildMetadata: Comparable {
    private let parts: [String]

    init(_ parts: [String]) { self.parts = parts }

    static func < (left: Self, right: Self) -> Bool {
        for (first, second) in zip(left.parts, right.parts) where first != second {
            return precedes(first, second)
        }
        return left.parts.count < right.parts.count
    }

    private static func precedes(_ first: String, _ second: String) -> Bool {
        let numbers = [first, second].map { part in
            part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? part.drop { $0 == "0" } : nil
        }
        switch (numbers[0], numbers[1]) {
        case (let one?, let other?) where one != other:
            return one.count != other.count ? one.count < other.count : one < other
        case (_?, nil): return true
        case (nil, _?): return false
        default: return first < second
        }
    }
}
