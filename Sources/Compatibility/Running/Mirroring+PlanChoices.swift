// SPDX-License-Identifier: Apache-2.0

import Deletions
import Plans
import Resolution
package import Runs

extension Mirroring {
    /// A day before every archive: nothing counts as carried.
    private static let beforeAll = "1970-01-01"

    /// How the plan of a run is made, of which v1's metadata tells what earlier ones brought; `sequence` is the archive of v1
    /// that is read, if it is one.
    ///
    /// * v2 copies what it can and fails for the rest. An archive is all or nothing.
    /// * v1 deletes what it knows by its metadata, and nothing without. An archive carries metadata that has dropped it, so
    ///   that publishing deletes it; `--ignore-history` keeps all in it.
    /// * Clusters of v1 know its kind of policy.
    package func planChoices(
        of version: ToolVersion,
        _ sequence: ChosenSequence? = nil,
        hasMetadata: Bool
    ) -> PlanChoices {
        let isArchive = target.folder != nil
        let limit: DeletionLimit? = options.prunes && hasMetadata && !isArchive ? .standard : nil
        return PlanChoices(
            recorded: PlanOptions(
                copying: PlanOptions.Copying(
                    allowMissing: options.allowsMissing || version == .two && !isArchive,
                    maxNestedPaths: options.maxNestedPaths,
                    removeSignatures: options.removesSignatures
                ),
                releases: PlanOptions.Releases(ignoreReleaseSignature: options.ignoresReleaseSignatures),
                archives: PlanOptions.Archives(
                    allowOversize: isArchive && options.allowsOversize ? true : nil,
                    since: options.ignoresHistory ? Self.beforeAll : options.since.map(\.description)
                ),
                pruning: PlanOptions.Pruning(maxDeletes: limit.map(\.description), prune: limit == nil ? nil : true),
                clusters: PlanOptions.Clusters(icsp: version == .one && !isArchive ? true : nil)
            ),
            pruning: limit,
            archive: ArchiveChoices(
                source: sequence?.folder ?? source,
                sequence: sequence,
                dropsUnwanted: isArchive && version == .one && hasMetadata && !options.ignoresHistory
            )
        )
    }

    /// The archive that is read.
    private var source: String? {
        if case .fromArchive(let path, _, _) = way { path } else { nil }
    }
}
