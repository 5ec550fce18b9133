// SPDX-License-Identifier: Apache-2.0

import YAML

/// What changes in the nodes of a text, by the places of keys and values.
struct NodeChanges {
    /// A field that is added.
    struct Addition {
        let name: String
        let value: YAMLValue
    }

    /// The new names of fields, by the places of their keys.
    var names: [YAMLPosition: String] = [:]
    /// The new values, by the places of the old ones.
    var values: [YAMLPosition: YAMLValue] = [:]
    /// The places of the keys of fields that are left out.
    var removed: Set<YAMLPosition> = []
    /// The fields that are added behind another one, by the place of its key.
    var added: [YAMLPosition: [Addition]] = [:]
    /// The fields that are added at the end.
    var appended: [Addition] = []

    /// The meaning of a text with the changes; `nil` if it contains a value whose tag is unknown.
    func meaning(of root: YAMLNode) -> YAMLValue? {
        guard case .mapping(var fields)? = changed(root) else { return changed(root) }
        for addition in appended { fields[addition.name] = addition.value }
        return .mapping(fields)
    }

    private func changed(_ node: YAMLNode) -> YAMLValue? {
        if let value = values[node.position] { return value }
        switch node.content {
        case .scalar: return YAMLValue(node)
        case .sequence(let elements):
            let changed = elements.compactMap(changed)
            return changed.count == elements.count ? .sequence(changed) : nil
        case .mapping(let fields):
            var result: [String: YAMLValue] = [:]
            for field in fields where !removed.contains(field.keyPosition) {
                guard let value = changed(field.value) else { return nil }
                result[names[field.keyPosition] ?? field.key] = value
                for addition in added[field.keyPosition] ?? [] { result[addition.name] = addition.value }
            }
            return .mapping(result)
        }
    }
}
