// SPDX-License-Identifier: Apache-2.0

/// A flat list of associations as images: which are the children of which index.
///
/// An index owns the associations that are named by the digests of its children and have its own path. What no index
/// owns is an image of its own. The order of the list means nothing, and an association replaces an earlier one with the
/// same name and path, as in oc-mirror.
package struct AssociationTree: Sendable {
    /// A child that an index names and that is not in the list.
    package struct MissingChild: Sendable, Hashable {
        package let parent: Association.Key
        package let child: DigestText
    }

    private let associations: [Association.Key: Association]
    /// The images that no index owns, in the order of the list.
    package let roots: [Association]
    /// The children that are missing, in the order of the list.
    package let missing: [MissingChild]

    package init(_ list: [Association]) {
        var associations: [Association.Key: Association] = [:]
        associations.reserveCapacity(list.count)
        for association in list { associations[association.key] = association }
        var claimed: Set<Association.Key> = []
        var missing: [MissingChild] = []
        for association in list where !association.manifestDigests.isEmpty {
            for (digest, child) in zip(association.manifestDigests, association.childKeys) {
                claimed.insert(child)
                if associations[child] == nil { missing.append(MissingChild(parent: association.key, child: digest)) }
            }
        }
        var seen: Set<Association.Key> = []
        roots = list.compactMap { association in
            guard !claimed.contains(association.key), seen.insert(association.key).inserted else { return nil }
            return associations[association.key]
        }
        self.associations = associations
        self.missing = missing
    }

    /// The children of an association that are in the list, in its own order.
    private func children(of association: Association) -> [Association] {
        association.childKeys.compactMap { associations[$0] }
    }

    /// Images with all that is below them, each once, an index before its children.
    package func closure(of images: some Sequence<Association>) -> [Association] {
        var closure: [Association] = []
        var seen: Set<Association.Key> = []
        for image in images {
            // What several images share is followed once, so a hostile list costs no more than its length.
            var open = [image]
            while let next = open.popLast() {
                guard seen.insert(next.key).inserted else { continue }
                closure.append(next)
                open += children(of: next).reversed()
            }
        }
        return closure
    }
}
