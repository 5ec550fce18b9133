// SPDX-License-Identifier: Apache-2.0

/// How a cluster gets from the lowest release of a set to the highest one.
package struct UpgradePath: Sendable, Hashable, Codable {
    /// `ocp` or `okd`.
    package let product: String
    /// The processor, or `multi`.
    package let architecture: String
    package let from: String
    package let to: String
    /// The releases that are gone through behind `from`, the last one is `to`; empty where no path is known at all.
    package let hops: [UpgradeHop]

    package init(product: String, architecture: String, from: String, to: String, hops: [UpgradeHop]) {
        self.product = product
        self.architecture = architecture
        self.from = from
        self.to = to
        self.hops = hops
    }

    /// The same path where releases are not in the set after all.
    package func without(_ releases: [ReleaseFacts]) -> UpgradePath {
        let versions = Set(releases.filter { $0.architecture == architecture }.map(\.version))
        let hops = hops.map { versions.contains($0.version) ? $0.outsideTheSet : $0 }
        return UpgradePath(product: product, architecture: architecture, from: from, to: to, hops: hops)
    }

    /// Whether the set holds every release on the way.
    package var isComplete: Bool { !hops.isEmpty && hops.allSatisfy(\.isSelected) }
}
