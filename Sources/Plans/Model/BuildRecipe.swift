// SPDX-License-Identifier: Apache-2.0

package import OCI

/// How this tool builds an image: a layer on top of every platform of a base image, or the artifact of a chart.
package struct BuildRecipe: Sendable, Hashable {
    /// What is built.
    package enum Kind: String, Sendable, Codable {
        /// The data of the update graph, as the update service of a cluster reads it.
        case graphData = "graph-data"
        /// A part of an operator catalog.
        case catalog
        /// A packaged chart; it has no base, and `base` names the chart as its origin does.
        case chart = "helm-chart"
    }

    /// The uncompressed tar that is added to the base image.
    package struct Layer: Sendable, Hashable {
        package let digest: Digest
        /// Its length in bytes.
        package let size: Int64

        package init(_ digest: Digest, size: Int64) {
            self.digest = digest
            self.size = size
        }
    }

    package let kind: Kind
    /// The base image, pinned by digest; for a catalog the one that it is a part of.
    package let base: String
    package let layer: Layer
    /// Where the layer's content is downloaded, for the graph's data.
    package let input: String?
    /// The packages that a catalog keeps, sorted by name.
    package let packages: [KeptPackage]?
    /// The platforms of the base that are built, sorted; all of them if absent.
    package let platforms: [String]?

    package init(
        kind: Kind,
        base: String,
        layer: Layer,
        input: String? = nil,
        packages: [KeptPackage]? = nil,
        platforms: [String]? = nil
    ) {
        self.kind = kind
        self.base = base
        self.layer = layer
        self.input = input
        self.packages = packages
        self.platforms = platforms
    }
}
