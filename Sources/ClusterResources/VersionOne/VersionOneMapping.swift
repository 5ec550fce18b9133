// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans

/// The source and the destination of each image, one line each, as oc-mirror v1 writes them: `source=destination`.
///
/// `oc image mirror -f` reads such lines. A source is named by digest, a catalog as the configuration names it, and the
/// graph's data by its own place, because it has no source. A destination is named by tag; in an archive it is a path:
/// `file://tools/alpha:1.0`. The lines are sorted, and attachments have none.
package struct VersionOneMapping: Sendable {
    /// The lines, each ended by a line break.
    package let text: String

    /// Maps images at a target.
    package init(_ images: [PlacedImage], at target: PlanTarget) {
        let lines = images.filter { !$0.type.isAttachment }.flatMap { image in
            let destination =
                target.place.isArchive ? "file://\(target.shown(image.destination))" : "\(image.destination)"
            return Self.sources(image).map { "\($0)=\(destination)" }
        }
        text = Set(lines).sorted().map { "\($0)\n" }.joined()
    }

    private static func sources(_ image: PlacedImage) -> [String] {
        switch image.type {
        case .graphData: ["\(image.content)"]
        case .operatorCatalog:
            image.origins.map { origin in
                guard let reference = try? ImageReference(origin), let tag = reference.tag else { return origin }
                return "\(reference.repository):\(tag)"
            }
        default:
            image.origins.map { origin in
                (try? ImageReference(origin)).map { "\($0.repository)@\(image.digest)" } ?? origin
            }
        }
    }
}
