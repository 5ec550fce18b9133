// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import MirrorConfiguration
import OCI
import Plans
import Releases
package import Resolution

/// Checks a list of images to delete against the target, as oc-mirror does; but one item in doubt refuses the whole list.
package enum DeletionListCheck {
    /// Returns an error for each item that is not where oc-mirror places an image of its kind.
    package static func findings(on list: DeleteImageList, at target: MirrorTarget) -> [Finding] {
        list.items.compactMap { finding(on: $0, at: target) }
    }

    private static func finding(on item: DeleteImageList.Item, at target: MirrorTarget) -> Finding? {
        let repository = item.destination.repository
        guard target.holds(repository) else {
            return Finding(
                .error,
                .otherTarget,
                "\(item.destination) is not at \(target.place.argument)",
                remedy: "name the registry that the list was made for, or remove the item",
                at: item.location
            )
        }
        guard let name = item.kind?.releaseRepository else { return nil }
        let place = (target.namespace?.components ?? []) + name.split(separator: "/").map(String.init)
        guard repository.name.components != place else { return nil }
        return Finding(
            .error,
            .otherTarget,
            "\(item.destination) is not where releases are, \(target.host)/\(place.joined(separator: "/"))",
            remedy: "check the registry and its namespace, or remove the item",
            at: item.location
        )
    }
}

extension DeleteImageList.Kind {
    /// The only repository below the target in which images of the kind are.
    fileprivate var releaseRepository: String? {
        switch self {
        case .ocpRelease: ReleaseRepositories.payloads
        case .ocpReleaseContent: ReleaseRepositories.components
        case .cincinnatiGraph, .operatorRelatedImage, .generic, .helmImage, .operatorBundle, .operatorCatalog: nil
        }
    }
}
