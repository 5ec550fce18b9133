// SPDX-License-Identifier: Apache-2.0

package import Resolution

/// A mirroring run of either program.
package struct Mirroring: Sendable, Equatable {
    /// From where to where.
    package enum Way: Sendable, Equatable {
        /// From the sources into an archive in a folder.
        case toDisk(configuration: String, archive: MirrorTarget)
        /// From the sources into a registry.
        case toRegistry(configuration: String, registry: MirrorTarget)
        /// From an archive, a file or a folder, into a registry; v1 needs no configuration for that.
        case fromArchive(String, configuration: String?, registry: MirrorTarget)
    }

    package let way: Way
    package let workspace: ToolWorkspace
    package let options: MirroringOptions

    init(_ way: Way, workspace: ToolWorkspace, options: MirroringOptions) {
        self.way = way
        self.workspace = workspace
        self.options = options
    }

    /// The target of the run.
    package var target: MirrorTarget {
        switch way {
        case .toDisk(_, let target), .toRegistry(_, let target), .fromArchive(_, _, let target): target
        }
    }

    /// The path of the configuration, if there is one.
    package var configuration: String? {
        switch way {
        case .toDisk(let path, _), .toRegistry(let path, _): path
        case .fromArchive(_, let path, _): path
        }
    }
}
