// SPDX-License-Identifier: Apache-2.0

/// The names in v2's `working-dir`.
package struct VersionTwoWorkspace: Sendable, Hashable {
    /// The name of the folder.
    package static let name = "working-dir"

    package let folder: String

    /// The workspace in the folder of an archive.
    package init(inside parent: String) { folder = joinedPath(parent, Self.name) }

    /// The workspace in a folder, or the folder itself if that is one.
    package init(at parent: String) {
        var parent = parent
        while parent.count > 1, parent.hasSuffix("/") { parent.removeLast() }
        folder = parent.split(separator: "/").last == Self.name[...] ? parent : joinedPath(parent, Self.name)
    }

    /// The files for clusters.
    package var clusterResources: String { joinedPath(folder, "cluster-resources") }
    package var logs: String { joinedPath(folder, "logs") }
    package var dryRun: String { joinedPath(folder, "dry-run") }
    /// The images of a dry run: source and destination on a line each.
    package var mapping: String { joinedPath(dryRun, "mapping.txt") }
    /// Those of them that the cache does not have.
    package var missing: String { joinedPath(dryRun, "missing.txt") }
    package var delete: String { joinedPath(folder, "delete") }

    /// The list of images to delete.
    package func deleteImages(_ id: DeletionID?) -> String {
        joinedPath(delete, "delete-images\(Self.suffix(id)).yaml")
    }

    /// The copy of the configuration that the list was made of.
    package func deleteConfiguration(_ id: DeletionID?) -> String {
        joinedPath(delete, "delete-imageset-config\(Self.suffix(id)).yaml")
    }

    /// The name of the plan that the list was made of.
    func deletionPlanName(_ id: DeletionID?) -> String { "delete-plan\(Self.suffix(id)).json" }

    private static func suffix(_ id: DeletionID?) -> String { id.map { "-\($0)" } ?? "" }
}
