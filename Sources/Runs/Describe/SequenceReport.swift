// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans
import SequenceMetadata
package import SequencedArchives

/// The contents of an archive of oc-mirror v1: what one run of a workspace brought.
package struct SequenceReport: Encodable, Sendable {
    /// What its images need that earlier archives brought.
    package struct Needs: Encodable, Sendable, Equatable {
        package let blobs: Int
        /// The names of the images that need them first, sorted.
        package let images: [String]
    }

    /// The number of the run; `nil` if no run is recorded.
    package let sequence: Int?
    /// The workspace.
    package let workspace: String
    /// The format of the metadata.
    package let apiVersion: String
    /// Whether it may be published any number of times, and leaves no metadata at the target.
    package let isSingleUse: Bool
    /// The time when the run began, in seconds since 1970.
    package let timestamp: Int64?
    /// The names of its files, in order.
    package let files: [String]
    /// The images of the run, by type.
    package let images: [SetReport.Images]
    /// The number of images that are believed to be at the target after it.
    package let allImages: Int
    package let releases: [SetReport.Release]
    /// The names of the catalogs, sorted.
    package let catalogs: [String]
    package let brings: SetReport.Content
    package let needs: Needs
    package let charts: [String]
    /// The number of files with signatures of releases.
    package let releaseSignatures: Int
    package let hasGraphData: Bool
    /// What is unusual about it.
    package let remarks: [String]
    /// What is wrong with it.
    package let problems: [String]

    enum CodingKeys: String, CodingKey {
        case sequence, workspace, timestamp, files, images, releases, catalogs, brings, needs, charts, remarks, problems
        case apiVersion = "api_version"
        case isSingleUse = "single_use"
        case allImages = "all_images"
        case releaseSignatures = "release_signatures"
        case hasGraphData = "graph_data"
    }

    package init(_ archive: SequencedArchive) {
        let description = SequenceDescription(archive)
        let metadata = archive.metadata
        sequence = metadata.sequence
        workspace = metadata.uid.description
        apiVersion = metadata.generation.apiVersion
        isSingleUse = metadata.isSingleUse
        timestamp = metadata.current?.timestamp
        files = description.files
        let types = Dictionary(grouping: archive.images, by: \.type.imageType)
        images = ImageType.forPeople.compactMap { type in types[type].map { .init(type: type, count: $0.count) } }
        allImages = archive.allImages.count
        let brought = Set(archive.images.map(\.digest))
        releases = metadata.images(at: PlanTarget.archiveRoot).filter { brought.contains($0.manifest.digest) }
            .compactMap(\.release).map { .init(version: $0.version, architecture: $0.architecture) }
        catalogs = archive.catalogs.map { $0.recorded?.catalog ?? $0.path.description }
        brings = SetReport.Content(blobs: description.blobs, bytes: description.bytes)
        let earlier = archive.needs().earlier
        needs = Needs(blobs: earlier.count, images: Set(earlier.map(\.image)).sorted())
        charts = archive.charts
        releaseSignatures = archive.releaseSignatures.count
        hasGraphData = archive.hasGraphData
        remarks = description.findings.filter { $0.severity != .error }.map(\.message)
        problems = description.findings.filter { $0.severity == .error }.map(\.text)
    }
}
