// SPDX-License-Identifier: Apache-2.0

import YAML

/// An element of `mirror.operators` with its positions in the file.
struct CatalogNode {
    /// The beginning of the element.
    let position: YAMLPosition
    /// The field with the reference.
    let catalog: YAMLField
    /// The field with the tag at the target, even an empty one.
    let targetTag: YAMLField?

    /// The catalogs of a configuration, in its order.
    static func all(in root: YAMLNode) -> [CatalogNode] {
        guard case .sequence(let elements)? = root.field("mirror")?.value.field("operators")?.value.content else {
            return []
        }
        return elements.compactMap { element in
            element.field("catalog").map { catalog in
                CatalogNode(position: element.position, catalog: catalog, targetTag: element.field("targetTag"))
            }
        }
    }
}
