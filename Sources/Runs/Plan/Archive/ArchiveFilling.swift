// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Diagnostics
import MirrorConfiguration
import OCI
import Planning
import Plans
import Resolution
import Sections

/// What a new archive is asked for: how large volumes may be, their numbers, and what travels along.
struct ArchiveFilling {
    let configuration: ImageSetConfiguration
    let firstVolume: Int
    /// The most bytes of a volume, instead of what the configuration says.
    let limit: Int64?

    /// The size of volumes where the configuration names none, in GiB, as in oc-mirror.
    private static let usualSize: Int64 = 500

    /// Returns what the planner asks for; each section says which documents travel with it.
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
