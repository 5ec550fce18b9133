// SPDX-License-Identifier: Apache-2.0

package import MirrorConfiguration
package import OCI
package import Plans

/// The releases of a channel for one architecture, and the updates between them.
package struct UpdateGraph: Sendable, Equatable {
    /// A release.
    package struct Node: Sendable, Equatable {
        package let version: SemanticVersion
        /// The payload, by digest.
        package let payload: ImageReference
        /// The other facts from the update service.
        package let metadata: [String: String]

        /// The channels that have the release, sorted.
        package var channels: [String] {
            let text = metadata["io.openshift.upgrades.graph.release.channels"] ?? ""
            return Set(text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }).subtracting([""]).sorted()
        }
    }

    /// An update from one release to another.
    package struct Update: Sendable, Equatable {
        package let from: SemanticVersion
        package let to: SemanticVersion
        /// The known problems for some clusters; empty for an update without conditions.
        package let risks: [UpgradeRisk]
    }

    /// The releases from the lowest version to the highest; no two have equal precedence.
    package let nodes: [Node]
    /// The releases that the service names but that cannot be mirrored, with the reasons.
    package let faults: [SemanticVersion: String]
    /// The updates between nodes, each once, sorted.
    package let updates: [Update]
    private let positions: [SemanticVersion: Int]

    init(nodes: [Node], updates: [Update], faults: [SemanticVersion: String] = [:]) {
        self.faults = faults
        self.nodes = nodes.sorted { $0.version < $1.version }
        self.updates = updates.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
        positions = Dictionary(self.nodes.enumerated().map { ($1.version, $0) }) { first, _ in first }
    }

    /// The highest release; `nil` for a channel that does not exist.
    package var head: Node? { nodes.last }

    /// Returns the release with a version.
    package subscript(version: SemanticVersion) -> Node? { positions[version].map { nodes[$0] } }

    /// The releases whose versions are in a range.
    package func nodes(in range: ClosedRange<SemanticVersion>) -> [Node] {
        nodes.filter { range.contains($0.version) }
    }
}
