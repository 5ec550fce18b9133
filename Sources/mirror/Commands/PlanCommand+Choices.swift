// SPDX-License-Identifier: Apache-2.0

import Plans
import Runs
import Views

/// The options of `mirror plan` as choices for the run.
extension PlanCommand {
    func choices() throws -> PlanChoices {
        let report = try archives.report()
        return PlanChoices(
            recorded: PlanOptions(
                copying: PlanOptions.Copying(
                    allowMissing: allowMissing,
                    maxNestedPaths: maxNestedPaths,
                    removeSignatures: removeSignatures
                ),
                releases: PlanOptions.Releases(
                    completePaths: releases.completePaths,
                    exactChannels: releases.graphs.exactChannels,
                    ignoreReleaseSignature: releases.ignoreReleaseSignature
                ),
                includeDependencies: operators.includeDependencies,
                archives: PlanOptions.Archives(
                    allowOversize: archives.allowOversize ? true : nil,
                    resend: report?.digest,
                    since: archives.since
                ),
                pruning: PlanOptions.Pruning(
                    formerly: pruning.formerly.isEmpty ? nil : Set(pruning.formerly).sorted(),
                    maxDeletes: pruning.prune ? "\(pruning.limit)" : nil,
                    prune: pruning.prune ? true : nil
                )
            ),
            refreshes: refresh,
            pruning: pruning.prune ? pruning.limit : nil,
            archive: ArchiveChoices(
                source: archives.folder,
                volumeLimit: try archives.limit(),
                missing: report?.missing
            ),
            releases: releases.choices
        )
    }

    /// The services for the run.
    func surroundings(_ environment: [String: String]) throws -> PlanSurroundings {
        PlanSurroundings(
            environment: environment,
            clients: try registries.clients(environment: environment),
            cache: { [cache] in try cache.place(environment) },
            report: reporter,
            events: { Console.standard.tell($0.remark) }
        )
    }

    /// Writes the report of missing content, if requested.
    private var reporter: (@Sendable (MissingReport) throws -> Void)? {
        guard let path = archives.reportMissing else { return nil }
        return { missing in
            try ReportOutput(path: path).write(missing)
            Console.standard.tell(missing.remark(in: path))
        }
    }
}
