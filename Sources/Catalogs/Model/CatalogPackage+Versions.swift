// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration

extension CatalogPackage {
    /// The bundles from the lowest version to the highest; those without a version come first, by name.
    package var bundlesByVersion: [CatalogBundle] {
        bundles.map { (version: $0.semanticVersion, bundle: $0) }
            .sorted { left, right in
                switch (left.version, right.version) {
                case (let first?, let second?) where first != second: first < second
                case (nil, .some): true
                case (.some, nil): false
                default: left.bundle.name < right.bundle.name
                }
            }
            .map(\.bundle)
    }

    /// The bundles of a channel, from the lowest version to the highest.
    package func bundles(of channel: CatalogChannel) -> [CatalogBundle] {
        let names = Set(channel.entries.map(\.name))
        return bundlesByVersion.filter { names.contains($0.name) }
    }

    /// The name in user interfaces: that of the highest version that has one.
    package var displayName: String? { bundlesByVersion.last { $0.displayName != nil }?.displayName }
}

extension CatalogBundle {
    /// The version, if it is one.
    package var semanticVersion: SemanticVersion? { version.flatMap { try? SemanticVersion($0) } }
}
