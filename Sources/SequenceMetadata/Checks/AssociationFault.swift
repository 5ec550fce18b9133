// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// What can be wrong with an association.
package enum AssociationFault: Sendable, Hashable, CaseIterable {
    /// It has children and layers.
    case mixed
    /// It has neither children nor layers.
    case hollow
    /// It has neither a digest nor a tag.
    case nameless
    /// oc-mirror does not know its type.
    case untyped
    /// It names a child that is not in the list.
    case childMissing
    /// Another one in the list has the same name and path and says something else.
    case contradicted
    /// One of its digests is not a digest.
    case malformed

    /// Whether oc-mirror refuses metadata with this fault.
    package var isFatal: Bool {
        switch self {
        case .mixed, .hollow, .nameless, .untyped, .childMissing: true
        case .contradicted, .malformed: false
        }
    }

    func summary(of count: Int) -> String {
        let associations = counted(count, "association")
        return switch self {
        case .mixed: "\(associations) with both child manifests and layers"
        case .hollow: "\(associations) with neither child manifests nor layers"
        case .nameless: "\(associations) with neither a digest nor a tag"
        case .untyped: "\(associations) of a type that oc-mirror v1 does not know"
        case .childMissing: "\(associations) with a child manifest that is missing"
        case .contradicted: "\(associations) that a later one with the same name and path contradicts"
        case .malformed: "\(associations) with an invalid digest"
        }
    }
}

extension Association {
    /// What is wrong with the association itself.
    package var faults: [AssociationFault] {
        var faults: [AssociationFault] = []
        if !manifestDigests.isEmpty, !layerDigests.isEmpty { faults.append(.mixed) }
        if manifestDigests.isEmpty, layerDigests.isEmpty { faults.append(.hollow) }
        if id.isEmpty, tagSymlink.isEmpty { faults.append(.nameless) }
        if case .unknown = type { faults.append(.untyped) }
        let digests = (id.isEmpty ? [] : [id]) + manifestDigests + layerDigests
        if !digests.allSatisfy({ $0.digest != nil }) { faults.append(.malformed) }
        return faults
    }
}
