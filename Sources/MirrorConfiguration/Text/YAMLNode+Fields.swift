// SPDX-License-Identifier: Apache-2.0

import YAML

extension YAMLNode {
    /// The fields of a mapping; none if this is something else.
    var fields: [YAMLField] {
        guard case .mapping(let fields) = content else { return [] }
        return fields
    }

    /// The elements of a list; none if this is something else.
    var elements: [YAMLNode] {
        guard case .sequence(let elements) = content else { return [] }
        return elements
    }

    /// The field with a name, or else one in another letter case, which counts for it.
    func field(_ name: String) -> YAMLField? {
        fields.first { $0.key == name } ?? fields.first { $0.key.lowercased() == name.lowercased() }
    }
}
