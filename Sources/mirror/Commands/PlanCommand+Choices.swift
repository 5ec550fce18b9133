// SPDX-License-Identifier: Apache-2.0

import Plans
import Runs

/// What the options of `mirror plan` say about the way in which a plan is made.
extension PlanCommand {
    func choices() throws -> PlanChoices {
        let report = try archives.report()
        return PlanChoices(
            recorded: PlanOptions(
                allowMissing: allowMissing,
                allowOversize: archives.allowOversize ? true : nil,
                completePaths: releases.completePaths,
                exactChannels: releases.graphs.exactChannels,
                ignoreReleaseSignature: releases.ignoreReleaseSignature,
                includeDependencies: operators.includeDependencies,
                formerly: pruning.formerly.isEmpty ? nil : Set(pruning.formerly).sorted(),
                maxDeletes: pruning.prune ? "\(pruning.limit)" : nil,
                maxNestedPaths: maxNestedPaths,
                prune: pruning.prune ? true : nil,
                removeSignatures: removeSignatures,
                resend: report?.1,
                since: archives.since
            ),
            refreshes: refresh,
            pruning: pruning.prune ? pruning.limit : nil,
            archive: ArchiveChoices(
                source: archives.folder,
                volumeLimit: try archives.limit(),
                missing: report?.0
            ),
            releases: releases.choices
        )
    }
}
