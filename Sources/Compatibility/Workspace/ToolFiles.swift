// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Resolution

/// The files and folders that an invocation reads and writes, by the names that scripts expect.
package struct ToolFiles: Sendable, Equatable {
    /// What a file or a folder is for.
    package enum Role: String, Sendable, Hashable, CaseIterable {
        /// The configuration.
        case configuration
        /// An archive to read: a file, or a folder with its volumes.
        case archive
        /// The folder that gets the volumes of an archive.
        case volumes
        /// A list of images to delete.
        case list
        /// The files for clusters: `results-<time>` of v1, `cluster-resources` of v2.
        case manifests
        /// The images of a run, a line each.
        case mapping
        /// The images that are not in the cache.
        case missing
        /// What would be deleted.
        case pruningPlan
        /// The copy of a configuration.
        case configurationCopy
        case log
        /// The images that could not be mirrored.
        case errors
    }

    /// A file or a folder.
    package struct File: Sendable, Hashable {
        package let role: Role
        package let path: String
    }

    package private(set) var reads: [File] = []
    package private(set) var writes: [File] = []

    /// Names the files of an invocation that begins at a time; v2 names its logs by the local one.
    package init(of invocation: ToolInvocation, at time: Date, in zone: TimeZone) {
        if invocation.version == .one { write(.log, VersionOneWorkspace.log) }
        switch invocation.work {
        case .mirror(let mirroring): add(mirroring, at: time, in: zone)
        case .generateDeletions(let generation): add(generation, at: time, in: zone)
        case .deleteListed(let deletion):
            read(.list, deletion.list)
            addLogs(in: deletion.workspace?.logs ?? "logs", at: time, in: zone)
        case .listUpdates(let path): read(.configuration, path)
        case .describe(let path): read(.archive, path)
        case .initialize, .listReleases, .listOperators, .version, .help, .completion: break
        }
    }

    /// The path of the only written file with a role.
    package func written(_ role: Role) -> String? { writes.first { $0.role == role }?.path }

    private mutating func read(_ role: Role, _ path: String) { reads.append(File(role: role, path: path)) }

    private mutating func write(_ role: Role, _ path: String) { writes.append(File(role: role, path: path)) }

    private mutating func addLogs(in folder: String, at time: Date, in zone: TimeZone) {
        let logs = VersionTwoLogs(in: folder, at: time, in: zone)
        write(.log, logs.log)
        write(.errors, logs.errors)
    }

    private mutating func add(_ mirroring: Mirroring, at time: Date, in zone: TimeZone) {
        if let path = mirroring.configuration { read(.configuration, path) }
        if case .fromArchive(let path, _, _) = mirroring.way { read(.archive, path) }
        let isDry = mirroring.options.dryRun != nil
        let folder = mirroring.target.folder
        if let folder, !isDry { write(.volumes, folder) }
        switch mirroring.workspace {
        case .versionOne(let workspace):
            if isDry {
                write(.mapping, workspace.dryMapping)
                if folder == nil { write(.pruningPlan, workspace.pruningPlan) }
            } else if folder == nil {
                write(.manifests, workspace.results(at: time))
                write(.mapping, workspace.mapping(at: time))
            }
        case .versionTwo(let workspace):
            addLogs(in: workspace.logs, at: time, in: zone)
            if folder == nil { write(.manifests, workspace.clusterResources) }
            guard isDry else { return }
            write(.mapping, workspace.mapping)
            if folder != nil { write(.missing, workspace.missing) }
        }
    }

    private mutating func add(_ generation: DeletionGeneration, at time: Date, in zone: TimeZone) {
        read(.configuration, generation.configuration)
        write(.list, generation.workspace.deleteImages(generation.id))
        write(.configurationCopy, generation.workspace.deleteConfiguration(generation.id))
        addLogs(in: generation.workspace.logs, at: time, in: zone)
    }
}
