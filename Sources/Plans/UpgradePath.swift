// SPDX-License-Identifier: Apache-2.0

package import OCI

/// How a cluster gets from the lowest release of a set to the highest one.
package struct UpgradePath: Sendable, Hashable, Codable {
    /// `ocp` or `okd`.
    package var product: String
    /// The processor, or `multi`.
    package var architecture: String
    package var from: String
    package var to: String
    /// The releases that are gone through behind `from`, the last one is `to`; empty where no path is known at all.
    package var hops: [UpgradeHop]

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
        var path = self
        for index in hops.indices where versions.contains(hops[index].version) { path.hops[index].isSelected = false }
        return path
    }

    /// Whether the set holds every release on the way.
    package var isComplete: Bool { !hops.isEmpty && hops.allSatisfy(\.isSelected) }
}

/// One update on a path.
package struct UpgradeHop: Sendable, Hashable, Codable {
    /// The release that is updated to.
    package var version: String
    /// A channel whose graph has the update.
    package var channel: String
    /// Whether the mirror set holds the release.
    package var isSelected: Bool
    /// What is known to go wrong for some clusters; empty for an update without conditions.
    package var risks: [UpgradeRisk]

    package init(version: String, channel: String, isSelected: Bool = true, risks: [UpgradeRisk] = []) {
        self.version = version
        self.channel = channel
        self.isSelected = isSelected
        self.risks = risks
    }

    enum CodingKeys: String, CodingKey {
        case version, channel, risks
        case isSelected = "selected"
    }
}

/// A risk of a conditional update, in the words of the update service.
package struct UpgradeRisk: Sendable, Hashable, Codable {
    package var name: String
    package var url: String
    package var message: String

    package init(name: String, url: String, message: String) {
        self.name = name
        self.url = url
        self.message = message
    }
}

/// An answer of an update service that a plan is based on; the cache keeps its bytes by digest.
package struct GraphRecord: Sendable, Hashable, Codable {
    /// The endpoint, without parameters.
    package var url: String
    package var channel: String
    package var architecture: String
    package var digest: Digest

    package init(url: String, channel: String, architecture: String, digest: Digest) {
        self.url = url
        self.channel = channel
        self.architecture = architecture
        self.digest = digest
    }
}
