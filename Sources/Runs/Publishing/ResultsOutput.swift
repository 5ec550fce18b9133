// SPDX-License-Identifier: Apache-2.0

package import ClusterResources
import Diagnostics
import Foundation
import Scheduling

/// Writes the results folder of oc-mirror v1 into a workspace.
package struct ResultsOutput: Sendable {
    /// The path of the workspace, such as `oc-mirror-workspace`.
    private let workspace: String

    package init(workspace: String) { self.workspace = workspace }

    /// Writes a folder with all its files, and returns its path.
    ///
    /// The workspace is made if it is missing. A folder of that name is never added to, because its files are those of
    /// another run.
    package func write(_ results: ResultsFolder) throws(UnwritableResults) -> String {
        let path = workspace.hasSuffix("/") ? "\(workspace)\(results.name)" : "\(workspace)/\(results.name)"
        do {
            let manager = FileManager.default
            try manager.createDirectory(atPath: workspace, withIntermediateDirectories: true)
            try manager.createDirectory(atPath: path, withIntermediateDirectories: false)
            for folder in results.folders {
                try manager.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: false)
            }
            for file in results.files { try WholeFile.write(Array(file.content.utf8), to: "\(path)/\(file.path)") }
        } catch let failure as SystemFailure {
            throw UnwritableResults(path: path, reason: failure.description)
        } catch {
            throw UnwritableResults(path: path, reason: error.fileProblem)
        }
        return path
    }
}
