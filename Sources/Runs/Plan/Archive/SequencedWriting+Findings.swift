// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Planning
import Plans
import Resolution
import SequencedArchives

/// What an archive of oc-mirror v1 has no place for.
extension SequencedWriting {
    /// oc-mirror v1 reads catalogs that are OCI indexes, and no other images.
    func unreadable(_ copies: [CopiedImage]) -> [Finding] {
        let names = copies.filter { $0.tree.root.descriptor.mediaType == .ociIndex && !isCatalog($0) }
            .map { "\($0.repository.name)\($0.tag.map { ":\($0)" } ?? "")" }
        guard !names.isEmpty else { return [] }
        return [
            Finding(
                .warning,
                .archiveExtras,
                "oc-mirror v1 cannot publish this archive: \(listed(names)) \(names.count == 1 ? "is an OCI index" : "are OCI indexes")",
                cause: "It stops at an index of the OCI format. mirror publishes the archive.",
                remedy: "Publish it with mirror, or leave such images out."
            )
        ]
    }

    private func isCatalog(_ copy: CopiedImage) -> Bool {
        configuration.mirror.operators.contains { catalog in
            guard let destination = CatalogMembers(uniqueName: catalog.uniqueName)?.destination, let tag = copy.tag
            else {
                return false
            }
            return destination == PlacedName(PlacedRepository(copy.repository), tag: "\(tag)")
        }
    }

    static func unwritableCatalog(_ image: DesiredImage) -> Finding {
        Finding(
            .error,
            .catalogLeftOut,
            "\(image.origin) cannot be written into an archive of oc-mirror v1",
            cause: "Such an archive has the selected part of a catalog from a registry.",
            remedy: "Name the packages to take, or use a configuration of `mirror.openshift.io/v2alpha1`.",
            at: image.at
        )
    }

    static func chartLeftOut(_ image: DesiredImage) -> Finding {
        Finding(
            .warning,
            .archiveExtras,
            "the chart \(image.destination.repository.name) is left out of the archive, which has no place for it",
            remedy: "Its images are in the archive. Mirror the chart itself by a configuration of version 2.",
            at: image.at
        )
    }

    static let graphLeftOut = Finding(
        .warning,
        .archiveExtras,
        "the image with the data of the update graph is left out of the archive",
        remedy: "If a cluster has an update service, mirror the image by a configuration of its own: `graph: true`."
    )
}
