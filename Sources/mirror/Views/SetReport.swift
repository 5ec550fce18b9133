// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import OCI
import Plans
import Reviews

/// What one set of volumes brings, by its plan.
struct SetReport: Encodable, Sendable {
    /// Images of one type.
    struct Images: Encodable, Sendable {
        let type: ImageType
        let count: Int
    }

    struct Release: Encodable, Sendable {
        let version: String
        let architecture: String
    }

    /// Blobs and their bytes.
    struct Content: Encodable, Sendable {
        let blobs: Int
        let bytes: Int64
    }

    let plan: Digest
    /// The names of its volumes that are there, in their order.
    let volumes: [String]
    let configuration: ConfigurationRecord
    /// The folder that it was planned for.
    let target: String
    /// How many sets the target had before.
    let serial: Int
    /// The options that changed the plan, as they are given to `mirror plan`.
    let options: [String]
    /// What is brought, by type.
    let images: [Images]
    let releases: [Release]
    /// The references of the catalogs, as they were asked for.
    let catalogs: [String]
    let brings: Content
    /// What its images need of earlier sets.
    let reuses: Content
    /// How many images of the configuration earlier sets brought.
    let broughtBefore: Int
    let documents: Int

    enum CodingKeys: String, CodingKey {
        case plan, volumes, configuration, target, serial, options, images, releases, catalogs, brings, reuses
        case documents
        case broughtBefore = "brought_before"
    }

    init(_ file: PlanFile, volumes: [VolumeName]) {
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
