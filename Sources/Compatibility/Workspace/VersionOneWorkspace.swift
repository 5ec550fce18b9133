// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The names in v1's workspace.
package struct VersionOneWorkspace: Sendable, Hashable {
    /// The name of the folder, if no flag gives another.
    package static let name = "oc-mirror-workspace"
    /// The log of every command, in the current folder.
    package static let log = ".oc-mirror.log"

    package let folder: String

    package init(folder: String) { self.folder = folder }

    /// The workspace in the folder of an archive, or in the current folder.
    package init(inside parent: String) { folder = joinedPath(parent, Self.name) }

    /// The folder with the results of a run: two runs in one second would share it.
    package func results(at time: Date) -> String {
        joinedPath(folder, "results-\(Int64(time.timeIntervalSince1970.rounded(.down)))")
    }

    /// The images of a run: source and destination on a line each.
    package func mapping(at time: Date) -> String { joinedPath(results(at: time), "mapping.txt") }

    /// The images of a dry run.
    package var dryMapping: String { joinedPath(folder, "mapping.txt") }

    /// What a dry run would delete.
    package var pruningPlan: String { joinedPath(folder, "pruning-plan.json") }
}
