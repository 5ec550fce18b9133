// SPDX-License-Identifier: Apache-2.0

import Foundation
package import OCI
package import Plans
import Scheduling

extension ArchiveVolume {
    /// Reads the headers of one volume, whatever lies beside it.
    ///
    /// A file of another name than volumes have counts as the volume that it says it is.
    package static func open(_ path: String) async throws -> ArchiveVolume {
        let file = URL(filePath: path).lastPathComponent
        return try await blocking {
            let name = VolumeName(file: file)
            let volume = try VolumeScan.volume(name ?? VolumeName(1), at: path)
            guard name == nil, let own = volume.description.flatMap({ VolumeName(file: $0.volume) }) else {
                return volume
            }
            return try VolumeScan.volume(own, at: path)
        }
    }

    /// The plan of the set, if this is its first volume.
    package func plan() async throws -> PlanFile? {
        guard let description, description.part == 1 else { return nil }
        return try await blocking {
            try SetDocuments.plan(description.plan, path: path, bytes)
        }
    }

    /// Reads every byte of the volume, for its checksum and those of its blobs.
    ///
    /// `documents` are the digests of other members, by their path, as far as they are known. `progress` is told of bytes as they are read. What is damaged is said in what is returned.
    package func audit(
        documents: [String: Digest] = [:],
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> VolumeAudit {
        try await cancellableBlocking { isCancelled in
            try VolumeAudit.read(self, documents, isCancelled: isCancelled, progress: progress)
        }
    }

    /// Returns a document of at most `limit` bytes, or `nil` where there is none; it blocks.
    func bytes(of document: String, limit: Int) throws -> [UInt8]? {
        guard let range = documents[document] else { return nil }
        return try FileRange(path: path, fileSize: size, offset: range.offset, size: range.size)
            .bytes(of: document, limit: limit)
    }
}
