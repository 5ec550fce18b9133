// SPDX-License-Identifier: Apache-2.0

import OCI

extension Plan {
    /// Refuses a part whose whole is wrong: a review counts parts together with their whole.
    func requireWholes(_ action: Action, payloads: Set<PlacedName>, catalogs: Set<PlacedName>) throws(PlanError) {
        guard let wholes = action.partOf else {
            guard action.type != .releaseComponent else {
                throw .contradiction("`\(action.destination)` is a component without a release")
            }
            return
        }
        guard action.type.isPart, !wholes.isEmpty, Set(wholes).count == wholes.count else {
            throw .contradiction("`\(action.destination)` cannot be a part of another image")
        }
        for whole in wholes {
            let fits =
                action.type == .releaseComponent
                ? payloads.contains(whole) && action.destination.isComponent(of: whole)
                : catalogs.contains(whole) && isUnderItsName(action)
            guard fits else { throw .contradiction("`\(action.destination)` cannot be a part of `\(whole)`") }
        }
    }

    /// Whether an operator's image is at the place of its name in the bundle, under its tag, its digest, or a tag that
    /// oc-mirror v1 makes of its digest.
    private func isUnderItsName(_ action: Action) -> Bool {
        guard let destination = try? action.destination.reference(), let tag = destination.tag else { return false }
        return action.origins.contains { origin in
            guard let reference = try? ImageReference(origin) else { return false }
            let (place, name) = ("\(destination.repository)", "\(target.root)/\(reference.repository.name)")
            // Paths with too many components are joined with dashes.
            let isPlace =
                options.maxNestedPaths == 0
                ? place == name : place.replacing("/", with: "-") == name.replacing("/", with: "-")
            let isNamed = tag == reference.tag || tag == reference.digest.map { Tag(of: $0) }
            return isPlace && (isNamed || isVersionOneTag(tag.description, of: reference, action.digest))
        }
    }

    private func isVersionOneTag(_ tag: String, of reference: ImageReference, _ digest: Digest) -> Bool {
        [false, true].contains { reference.versionOneTags(of: digest, isOfLayoutCatalog: $0).contains(tag) }
    }
}
