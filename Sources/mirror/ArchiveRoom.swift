// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Plans

/// Whether the disk that a folder lies on, or will lie on, has room for the volumes of a plan.
struct ArchiveRoom {
    let folder: String

    /// What whoever plans should know before applying; room may be made until then.
    func warning(for archive: PlannedArchive) -> String? {
        let needed = archive.volumes.reduce(0) { $0 + $1.size }
        guard let free, free < needed else { return nil }
        return "warning: \(folder): \(ByteCount.room(free: free, needed: needed))"
    }

    private var free: Int64? {
        var place = URL(filePath: folder).standardizedFileURL
        while !FileManager.default.fileExists(atPath: place.path(percentEncoded: false)), place.pathComponents.count > 1
        {
            place.deleteLastPathComponent()
        }
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: place.path(percentEncoded: false))
        return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
    }
}
