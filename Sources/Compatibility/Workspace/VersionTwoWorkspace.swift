// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The names in v2's `working-dir`.
package struct VersionTwoWorkspace: Sendable, Hashable {
    /// The name of the folder.
    package static let name = "working-dir"

    package let folder: String

    /// The workspace in the folder of an archive.
    package init(inside parent: String) { folder = path(parent, Self.name) }

    /// The workspace in a folder, or the folder itself if that is one.
    package init(at parent: String) {
        var parent = parent
        while parent.count > 1, parent.hasSuffix("/") { parent.removeLast() }
        folder = parent.split(separator: "/").last == Self.name[...] ? parent : path(parent, Self.name)
    }

    /// The files for clusters.
    package var clusterResources: String { path(folder, "cluster-resources") }
    package var logs: String { path(folder, "logs") }
    package var dryRun: String { path(folder, "dry-run") }
    /// The images of a dry run: source and destination on a line each.
    package var mapping: String { path(dryRun, "mapping.txt") }
    /// Those of them that the cache does not have.
    package var missing: String { path(dryRun, "missing.txt") }
    package var delete: String { path(folder, "delete") }

    /// The list of images to delete.
    package func deleteImages(_ id: DeletionID?) -> String { path(delete, "delete-images\(Self.suffix(id)).yaml") }

    /// The copy of the configuration that the list was made of.
    package func deleteConfiguration(_ id: DeletionID?) -> String {
        path(delete, "delete-imageset-config\(Self.suffix(id)).yaml")
    }

    private static func suffix(_ id: DeletionID?) -> String { id.map { "-\($0)" } ?? "" }
}

/// The logs of a run of v2.
package struct VersionTwoLogs: Sendable, Hashable {
    /// The log.
    package let log: String
    /// The images that could not be mirrored.
    package let errors: String

    /// Names the logs in a folder by the local time at which the run began.
    package init(in folder: String, at time: Date, in zone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: time)
        func two(_ number: Int?) -> String {
            let text = String(number ?? 0)
            return text.count < 2 ? "0" + text : text
        }
        let day = "\(parts.year ?? 0)\(two(parts.month))\(two(parts.day))"
        let stamp = "\(day)_\(two(parts.hour))\(two(parts.minute))\(two(parts.second))"
        log = path(folder, "oc-mirror-\(stamp).log")
        errors = path(folder, "mirroring_errors_\(stamp).txt")
    }
}
