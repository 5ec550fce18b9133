// SPDX-License-Identifier: Apache-2.0

package import OCI

/// How an image comes to be that this tool builds: a layer on top of every platform of a base image.
package struct BuildRecipe: Sendable, Hashable, Codable {
    /// What is built.
    package enum Kind: String, Sendable, Codable {
        /// The data of the update graph, as the update service of a cluster reads it.
        case graphData = "graph-data"
    }

    package var kind: Kind
    /// The base image, pinned by digest.
    package var base: String
    /// The uncompressed tar that is added.
    package var layer: Digest
    /// Its length in bytes.
    package var layerSize: Int64
    /// Where the layer's content is downloaded.
    package var input: String

    package init(kind: Kind, base: String, layer: Digest, layerSize: Int64, input: String) {
        self.kind = kind
        self.base = base
        self.layer = layer
        self.layerSize = layerSize
        self.input = input
    }

    enum CodingKeys: String, CodingKey {
        case kind, base, layer, input
        case layerSize = "layer_size"
    }
}
