// SPDX-License-Identifier: Apache-2.0

package import OCI

/// How this tool builds an image: a layer on top of every platform of a base image.
package struct BuildRecipe: Sendable, Hashable {
    /// What is built.
    package enum Kind: String, Sendable, Codable {
        /// The data of the update graph, as the update service of a cluster reads it.
        case graphData = "graph-data"
        /// A part of an operator catalog.
        case catalog
    }

    /// The uncompressed tar that is added to the base image.
    package struct Layer: Sendable, Hashable {
        package internal(set) var digest: Digest
        /// Its length in bytes.
        package internal(set) var size: Int64

        package init(_ digest: Digest, size: Int64) {
            self.digest = digest
            self.size = size
        }
    }

    package internal(set) var kind: Kind
    /// The base image, pinned by digest; for a catalog the one that it is a part of.
    package internal(set) var base: String
    package internal(set) var layer: Layer
    /// Where the layer's content is downloaded, for the graph's data.
    package internal(set) var input: String?
    /// The packages that a catalog keeps, sorted by name.
    package internal(set) var packages: [KeptPackage]?
    /// The platforms of the base that are built, sorted; all of them if absent.
    package internal(set) var platforms: [String]?

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
