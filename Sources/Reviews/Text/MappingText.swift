// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
package import Plans

/// The destination of each image, one line each, as in the dry run of oc-mirror v2: `docker://…=docker://…`.
package struct MappingText {
    private let plan: Plan
    private let onlyMissing: Bool

    /// Renders a plan; `onlyMissing` leaves out images that are already at the target.
    package init(of plan: Plan, onlyMissing: Bool) {
        self.plan = plan
        self.onlyMissing = onlyMissing
    }

    /// The copied images, then those in sync, in the order of the plan.
    package var text: String {
        var pairs = plan.actions.map { (Self.source($0), $0.destination) }
        // The source of an image in sync is not recorded, but its request is.
        if !onlyMissing {
            pairs += plan.inSync.map { (Self.reference($0.origins.first ?? "\($0.digest)"), $0.destination) }
        }
        return pairs.map { source, destination in
            printable("\(source)=\(self.destination(destination))") + "\n"
        }.joined()
    }

    private static func source(_ action: Action) -> String {
        guard let recipe = action.recipe else { return reference("\(action.source)") }
        return reference(recipe.base)
    }

    /// Spells an image as container tools do: with a tag or a digest, never both, and without the digest of a layout.
    private static func reference(_ text: String) -> String {
        if let pinned = try? PinnedImage(text) {
            switch pinned.source {
            case .layout: return "\(pinned.source)"
            case .registry(let reference): return "docker://\(reference.repository)@\(pinned.digest)"
            }
        }
        return text.hasPrefix("oci://") ? text : "docker://\(text)"
    }

    /// Spells a place at the target; a place in an archive is not on a registry, whatever its name is.
    private func destination(_ name: PlacedName) -> String {
        let text = name.description
        let root = plan.target.root + "/"
        guard plan.target.place.isArchive, text.hasPrefix(root) else { return "docker://\(text)" }
        let folder = plan.target.name
        return folder + (folder.hasSuffix("/") ? "" : "/") + text.dropFirst(root.count)
    }
}
