// SPDX-License-Identifier: Apache-2.0

/// What a plan does.
package enum PlanWork: Sendable, Equatable {
    /// Copies images to a registry: out of the archive that is named, or else from where they come from. It may prune.
    case copiesToRegistry(from: SourceArchive?)
    /// Writes images into the volumes of an archive in a folder.
    case copiesToArchive(folder: String)
    /// Reads and writes nothing; images go.
    case deletions

    /// Copying to a target, out of an archive where one is named.
    package init(copyingTo target: TargetPlace, from source: SourceArchive? = nil) {
        self =
            switch target {
            case .registry: .copiesToRegistry(from: source)
            case .archive(let folder): .copiesToArchive(folder: folder)
            }
    }

    /// Whether volumes are written.
    package var fillsArchive: Bool {
        if case .copiesToArchive = self { true } else { false }
    }

    /// The archive that is read.
    package var source: SourceArchive? {
        if case .copiesToRegistry(let source) = self { source } else { nil }
    }

    /// How the file of a plan names it.
    package var mode: Plan.Mode {
        switch self {
        case .copiesToRegistry(from: nil): .registryToRegistry
        case .copiesToRegistry: .diskToRegistry
        case .copiesToArchive: .registryToDisk
        case .deletions: .deletion
        }
    }

    /// The work that the file of a plan names by mode, target and source.
    ///
    /// Throws where these contradict each other.
    init(_ mode: Plan.Mode, at target: TargetPlace, from source: SourceArchive?) throws(PlanError) {
        self = mode == .deletion ? .deletions : PlanWork(copyingTo: target, from: source)
        guard self.mode == mode, self.source == source else {
            throw .contradiction("its mode is not that of its target and its source")
        }
    }
}

extension Plan {
    /// How the file of the plan names its work.
    package var mode: Mode { work.mode }

    /// The archive that is read, for a plan that empties one.
    package var source: SourceArchive? { work.source }
}
