// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
package import Plans

/// Which image goes where, a line for each, as the dry run of oc-mirror v2 writes it: `docker://…=docker://…`.
package struct MappingText {
    private let plan: Plan
    private let onlyMissing: Bool

    /// Renders a plan; `onlyMissing` leaves out the images that the target holds.
    package init(of plan: Plan, onlyMissing: Bool) {
        self.plan = plan
        self.onlyMissing = onlyMissing
    }

    /// The images that are copied and then those in sync, in the order of the plan.
    package var text: String {
        var pairs = plan.actions.map { (Self.source($0), $0.destination) }
        // How an image in sync came to the target is not known any more; what it was asked for is.
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

    /// Spells an image as the container tools do: they take a tag or a digest, never both, and no digest of a layout.
    private static func reference(_ text: String) -> String {
        if let pinned = try? PinnedImage(text) {
            switch pinned.source {
            case .layout: return "\(pinned.source)"
            case .registry(let reference): return "docker://\(reference.repository)@\(pinned.digest)"
            }
        }
        return text.hasPrefix("oci://") ? text : "docker://\(text)"
    }

    /// Spells a place at the target; one in an archive lies on no registry, whatever its name says.
    private func destination(_ name: PlacedName) -> String {
        let text = name.description
        let root = plan.target.root + "/"
        guard plan.target.place.isArchive, text.hasPrefix(root) else { return "docker://\(text)" }
        let folder = plan.target.name
        return folder + (folder.hasSuffix("/") ? "" : "/") + text.dropFirst(root.count)
    }
}
