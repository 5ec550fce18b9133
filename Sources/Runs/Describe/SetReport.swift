// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
package import OCI
package import Plans
import Reviews

/// What one set of volumes brings, by its plan.
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
    /// The names of its volumes that are there, in their order.
    package let volumes: [String]
    package let configuration: ConfigurationRecord
    /// The folder that it was planned for.
    package let target: String
    /// How many sets the target had before.
    package let serial: Int
    /// The options that changed the plan, as they are given to `mirror plan`.
    package let options: [String]
    /// What is brought, by type.
    package let images: [Images]
    package let releases: [Release]
    /// The references of the catalogs, as they were asked for.
    package let catalogs: [String]
    package let brings: Content
    /// What its images need of earlier sets.
    package let reuses: Content
    /// How many images of the configuration earlier sets brought.
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
