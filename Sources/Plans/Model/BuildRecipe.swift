// SPDX-License-Identifier: Apache-2.0

package import OCI

/// How an image comes to be that this tool builds: a layer on top of every platform of a base image.
package struct BuildRecipe: Sendable, Hashable, Codable {
    /// What is built.
    package enum Kind: String, Sendable, Codable {
        /// The data of the update graph, as the update service of a cluster reads it.
        case graphData = "graph-data"
        /// A part of an operator catalog.
        case catalog
    }

    package internal(set) var kind: Kind
    /// The base image, pinned by digest; for a catalog the one that it is a part of.
    package internal(set) var base: String
    /// The uncompressed tar that is added.
    package internal(set) var layer: Digest
    /// Its length in bytes.
    package internal(set) var layerSize: Int64
    /// Where the layer's content is downloaded, for the graph's data.
    package internal(set) var input: String?
    /// What a catalog keeps, sorted by name.
    package internal(set) var packages: [KeptPackage]?
    /// The platforms of the base that are built, sorted; all of them if absent.
    package internal(set) var platforms: [String]?

    package init(
        kind: Kind,
        base: String,
        layer: Digest,
        layerSize: Int64,
        input: String? = nil,
        packages: [KeptPackage]? = nil,
        platforms: [String]? = nil
    ) {
        self.kind = kind
        self.base = base
        self.layer = layer
        self.layerSize = layerSize
        self.input = input
        self.packages = packages
        self.platforms = platforms
    }

    enum CodingKeys: String, CodingKey {
        case kind, base, layer, input, packages, platforms
        case layerSize = "layer_size"
    }
}
