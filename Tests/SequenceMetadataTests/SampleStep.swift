// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import SequenceMetadata
import TestSupport

/// Plans of a few images, for the metadata that follows from them.
enum SampleStep {
    static let target = "mirror.example:5000/ns"

    static func tree(_ name: String) throws -> ImageTree {
        ImageTree(root: try TestImage(layers: [Array(name.utf8)]).top)
    }

    static func placed(
        _ name: String,
        _ origins: [String]? = nil,
        type: ImageType = .additionalImage,
        at root: String = target
    ) throws -> PlacedImage {
        PlacedImage(
            destination: "\(root)/\(name):1.0",
            digest: try tree(name).root.descriptor.digest,
            type: type,
            origins: origins ?? ["src.example:5000/\(name):1.0"]
        )
    }

    static func plan(_ images: [PlacedImage], to place: TargetPlace = TargetPlace(target)) -> Plan {
        Plan(
            work: PlanWork(copyingTo: place),
            configuration: ConfigurationRecord(path: "isc.yaml", digest: SampleMetadata.digest("isc")),
            options: PlanOptions(),
            target: PlanTarget(place),
            inSync: images
        )
    }
}
