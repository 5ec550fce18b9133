// SPDX-License-Identifier: Apache-2.0

package import Plans
import YAML

/// The `ClusterCatalog`, by which clusters with OLM version 1 find a catalog; it belongs to no namespace.
package struct ClusterCatalogResource: Sendable {
    private let name: String
    private let image: String

    /// Prepares the resource; `nil` if the image is not a catalog.
    package init?(_ image: PlacedImage) {
        guard image.type == .operatorCatalog, let facts = image.catalog else { return nil }
        name = facts.name
        self.image = image.destination
    }

    /// The file.
    package func resource(in folder: String) -> Resource {
        let document: YAMLValue = [
            "apiVersion": "olm.operatorframework.io/v1",
            "kind": "ClusterCatalog",
            "metadata": ["name": .string("cc-\(name)")],
            "spec": ["source": ["type": "Image", "image": ["ref": .string(image)]]],
        ]
        return Resource(
            path: ResourceFile.clusterCatalog(name).path(in: folder),
            content: "---\n" + YAMLWriter.text(documents: [document])
        )
    }
}
