// SPDX-License-Identifier: Apache-2.0

import Foundation
package import OCI
package import Plans
import Scheduling

extension ArchiveVolume {
    /// Reads the headers of one volume, without the files beside it.
    ///
    /// A file whose name is not that of a volume counts as the volume in its description.
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

    /// Reads every byte of the volume, and returns its checksum and those of its blobs.
    ///
    /// `documents` are the known digests of other members, by path. `progress` receives the number of bytes while they are
    /// read. Damages are reported in the result.
    package func audit(
        documents: [String: Digest] = [:],
        progress: @escaping @Sendable (Int64) -> Void = { _ in }
    ) async throws -> VolumeAudit {
        try await cancellableBlocking { isCancelled in
            try VolumeAudit.read(self, documents, isCancelled: isCancelled, progress: progress)
        }
    }

    /// Returns a document of at most `limit` bytes, or `nil` if the volume does not have it; the call blocks.
    func bytes(of document: String, limit: Int) throws -> [UInt8]? {
        guard let range = documents[document] else { return nil }
        return try FileRange(path: path, fileSize: size, offset: range.offset, size: range.size)
            .bytes(of: document, limit: limit)
    }
}
