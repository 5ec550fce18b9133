// SPDX-License-Identifier: Apache-2.0

package import ClusterResources
import Diagnostics
import Foundation
import Plans
import Scheduling

/// Writes the files for clusters into the workspace of oc-mirror v2.
package struct ClusterResourcesOutput: Sendable {
    /// The path of the folder, such as `working-dir/cluster-resources`.
    private let folder: String

    package init(folder: String) { self.folder = folder }

    /// Replaces the generated files of the folder, which is made if it is missing.
    ///
    /// Files of an earlier run that this one does not have are removed. Other files of the folder stay.
    package func write(_ files: [ResultFile]) throws(UnwritableResults) {
        do {
            let manager = FileManager.default
            try manager.createDirectory(atPath: folder, withIntermediateDirectories: true)
            let current = Set(files.map(\.path))
            for name in try manager.contentsOfDirectory(atPath: folder)
            where Self.isGenerated(name) && !current.contains(name) {
                try manager.removeItem(atPath: path(of: name))
            }
            for file in files { try WholeFile.write(Array(file.content.utf8), to: path(of: file.path)) }
        } catch let failure as SystemFailure {
            throw UnwritableResults(path: folder, reason: failure.description)
        } catch {
            throw UnwritableResults(path: folder, reason: error.fileProblem)
        }
    }

    private func path(of name: String) -> String { folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)" }

    /// Whether a file has a name that this tool or oc-mirror v2 gives to a file for clusters.
    private static func isGenerated(_ name: String) -> Bool {
        ResourceFile(name: name) != nil || name == SignatureConfigMap.versionTwoName
    }
}
