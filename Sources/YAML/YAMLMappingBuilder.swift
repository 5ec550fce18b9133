// SPDX-License-Identifier: Apache-2.0

/// Collects the fields of one mapping and finds duplicates.
struct YAMLMappingBuilder {
    private(set) var fields: [YAMLField] = []
    /// The field `<<`; `nil` if the mapping has no such field.
    private(set) var merge: YAMLField?
    /// The index of each key's field.
    private var indices: [String: Int] = [:]

    /// Adds a field unless its key is there already; then returns the place of the first one.
    mutating func add(_ field: YAMLField, isMerge: Bool) -> YAMLPosition? {
        // A quoted "<<" is an ordinary key, which may be used beside the one that merges.
        if isMerge {
            if let merge { return merge.keyPosition }
            merge = field
            return nil
        }
        if let first = indices[field.key] { return fields[first].keyPosition }
        append(field)
        return nil
    }

    /// Adds a field, or puts it in place of an earlier one with its key.
    mutating func put(_ field: YAMLField, isMerge: Bool) {
        guard add(field, isMerge: isMerge) != nil else { return }
        if isMerge { merge = field } else if let first = indices[field.key] { fields[first] = field }
    }

    /// Adds the fields of other mappings that this one lacks; if several have a field, the first one wins.
    ///
    /// Returns whether `node` was a mapping or a list of mappings.
    mutating func merge(_ node: YAMLNode) -> Bool {
        let sources: [YAMLNode] =
            if case .sequence(let nodes) = node.content { nodes } else { [node] }
        for source in sources {
            guard case .mapping(let merged) = source.content else { return false }
            for field in merged where indices[field.key] == nil { append(field) }
        }
        return true
    }

    private mutating func append(_ field: YAMLField) {
        indices[field.key] = fields.count
        fields.append(field)
    }
}
