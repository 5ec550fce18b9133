// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import MirrorConfiguration
import OCI
import Planning
import Plans
import Resolution
import Sections

/// Makes the request for a new archive: the limit of volumes, their numbers and the documents.
struct ArchiveFilling {
    let configuration: ImageSetConfiguration
    let firstVolume: Int
    /// The maximum size of a volume in bytes, instead of the configuration's.
    let limit: Int64?

    /// The default limit of volumes in GiB, as in oc-mirror.
    private static let usualSize: Int64 = 500

    /// Returns the request for the planner; sections name the documents that travel with them.
    func request(
        for desired: DesiredState,
        _ sections: [any ConfigurationSection],
        in services: RunServices
    ) async throws -> ArchiveRequest {
        var documents = [document]
        for section in sections { documents += try await section.documents(of: desired, in: services) }
        return ArchiveRequest(
            limit: limit ?? (configuration.archiveSize?.value ?? Self.usualSize) << 30,
            firstVolume: firstVolume,
            documents: documents.sorted { $0.path < $1.path }
        )
    }

    /// The configuration itself.
    private var document: PlannedArchive.Document {
        let digest = Digest(of: configuration.bytes)
        return PlannedArchive.Document(
            path: ArchivePath.configuration(digest),
            digest: digest,
            size: Int64(configuration.bytes.count),
            content: String(decoding: configuration.bytes, as: UTF8.self)
        )
    }
}
