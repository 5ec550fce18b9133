// SPDX-License-Identifier: Apache-2.0

/// What a plan does.
package enum PlanWork: Sendable, Equatable {
    /// Copies images to a registry: out of the archive that is named, or else from where they come from. It may prune.
    case copiesToRegistry(from: SourceArchive?)
    /// Writes images into the volumes of an archive in a folder.
    case copiesToArchive(folder: String)
    /// Reads and writes nothing; images go.
    case deletions

    /// Whether volumes are written.
    package var fillsArchive: Bool {
        if case .copiesToArchive = self { true } else { false }
    }
}

extension Plan {
    /// What the plan does; `mode`, target and source of a plan that was read say the same.
    package var work: PlanWork {
        if mode == .deletion { return .deletions }
        return switch target.place {
        case .registry: .copiesToRegistry(from: source)
        case .archive(let folder): .copiesToArchive(folder: folder)
        }
    }
}
