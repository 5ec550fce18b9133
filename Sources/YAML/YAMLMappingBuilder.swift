// SPDX-License-Identifier: Apache-2.0

/// Collects the fields of one mapping and finds duplicates.
struct YAMLMappingBuilder {
    private(set) var fields: [YAMLField] = []
    /// The field `<<`; `nil` if the mapping has no such field.
    private(set) var merge: YAMLField?
    private var places: [String: YAMLPosition] = [:]

    /// Adds a field unless its key is there already; then returns the place of the first one.
    mutating func add(_ field: YAMLField, isMerge: Bool) -> YAMLPosition? {
        // A quoted "<<" is an ordinary key, which may be used beside the one that merges.
        if isMerge {
            if let merge { return merge.keyPosition }
            merge = field
            return nil
        }
        if let first = places[field.key] { return first }
        places[field.key] = field.keyPosition
        fields.append(field)
        return nil
    }

    /// Adds the fields of other mappings that this one lacks; if several have a field, the first one wins.
    ///
    /// Returns whether `node` was a mapping or a list of mappings.
    mutating func merge(_ node: YAMLNode) -> Bool {
        let sources: [YAMLNode] =
            if case .sequence(let nodes) = node.content { nodes } else { [node] }
        for source in sources {
            guard case .mapping(let merged) = source.content else { return false }
            for field in merged where places[field.key] == nil {
                places[field.key] = field.keyPosition
                fields.append(field)
            }
        }
        return true
    }
}
