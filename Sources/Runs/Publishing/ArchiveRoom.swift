// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans

/// The free and needed disk space for the volumes of a plan.
package struct ArchiveRoom: Sendable, Equatable {
    package let folder: String
    /// The free bytes.
    package let free: Int64
    /// The bytes of all volumes.
    package let needed: Int64

    package init(folder: String, free: Int64, needed: Int64) {
        self.folder = folder
        self.free = free
        self.needed = needed
    }

    /// Reads the free space of the folder's disk; `nil` if it is unknown, or no volume is written.
    init?(for plan: Plan) {
        guard case .copiesToArchive(let folder) = plan.work, let archive = plan.archive,
            let free = Self.free(in: folder)
        else { return nil }
        self.init(folder: folder, free: free, needed: archive.volumes.reduce(0) { $0 + $1.size })
    }

    /// Whether the volumes do not fit; space may be freed before they are written.
    package var isTooSmall: Bool { free < needed }

    private static func free(in folder: String) -> Int64? {
        var place = URL(filePath: folder).standardizedFileURL
        while !FileManager.default.fileExists(atPath: place.path(percentEncoded: false)), place.pathComponents.count > 1
        {
            place.deleteLastPathComponent()
        }
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: place.path(percentEncoded: false))
        return (attributes?[.systemFreeSize] as? NSNumber)?.int64Value
    }
}
