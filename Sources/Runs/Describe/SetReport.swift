// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
package import OCI
package import Plans
import Reviews

/// The contents of one set of volumes, from its plan.
package struct SetReport: Encodable, Sendable {
    /// Images of one type.
    package struct Images: Encodable, Sendable {
        package let type: ImageType
        package let count: Int
    }

    package struct Release: Encodable, Sendable {
        package let version: String
        package let architecture: String
    }

    /// Blobs and their bytes.
    package struct Content: Encodable, Sendable, Equatable {
        package let blobs: Int
        package let bytes: Int64
    }

    package let plan: Digest
    /// The names of its existing volumes, in order.
    package let volumes: [String]
    package let configuration: ConfigurationRecord
    /// The folder in its plan.
    package let target: String
    /// The number of sets before it for the target.
    package let serial: Int
    /// The options that changed the plan, in the spelling of `mirror plan`.
    package let options: [String]
    /// The images in the set, by type.
    package let images: [Images]
    package let releases: [Release]
    /// The references of the catalogs, as requested.
    package let catalogs: [String]
    package let brings: Content
    /// The content of earlier sets that its images need.
    package let reuses: Content
    /// The number of the configuration's images in earlier sets.
    package let broughtBefore: Int
    package let documents: Int

    enum CodingKeys: String, CodingKey {
        case plan, volumes, configuration, target, serial, options, images, releases, catalogs, brings, reuses
        case documents
        case broughtBefore = "brought_before"
    }

    package init(_ file: PlanFile, volumes: [VolumeName]) {
        let plan = file.plan
        self.plan = file.id
        self.volumes = volumes.map(\.description)
        configuration = plan.configuration
        target = plan.target.name
        serial = plan.target.serial
        options = PlannedOption.all(of: plan.options).map(\.argument)
        let types = Dictionary(grouping: plan.actions, by: \.type)
        images = ImageType.forPeople.compactMap { type in types[type].map { Images(type: type, count: $0.count) } }
        releases = plan.actions.compactMap(\.release).map {
            Release(version: $0.version, architecture: $0.architecture)
        }
        catalogs = Set(types[.operatorCatalog, default: []].flatMap(\.origins)).sorted()
        brings = Content(plan.blobs.filter { !$0.atHome })
        reuses = Content(plan.blobs.filter(\.atHome))
        broughtBefore = plan.inSync.count { !$0.type.isAttachment }
        documents = plan.archive?.documents.count ?? 0
    }
}

extension SetReport.Content {
    fileprivate init(_ blobs: [BlobTransfer]) {
        self.init(blobs: blobs.count, bytes: blobs.reduce(0) { $0 + $1.size })
    }
}
