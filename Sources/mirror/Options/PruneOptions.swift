// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Deletions
import Plans
import Resolution

/// The options for deleting images that a configuration no longer requests.
struct PruneOptions: ParsableArguments {
    @Flag(help: "Delete images that this configuration placed and that no configuration in the ledger wants any more.")
    var prune = false

    @Option(
        name: .customLong("max-deletes"),
        help: ArgumentHelp(
            """
            Maximum number of images that --prune may delete: N, or P% of those that the configuration placed (at least \
            20); default: 25%.
            """,
            valueName: "limit"
        )
    )
    var maxDeletes: String?

    @Option(
        help: ArgumentHelp(
            "An earlier name of the configuration in the ledger; its images count as this one's; may be repeated.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var formerly: [String] = []

    func validate() throws {
        if let maxDeletes {
            guard prune else { throw ValidationError("--max-deletes is about --prune, which is not given.") }
            guard DeletionLimit(maxDeletes) != nil else {
                throw ValidationError("--max-deletes \(maxDeletes): expected a number, or a share such as 25%.")
            }
        }
    }

    /// Refuses to prune an archive; one of oc-mirror v1 tells the far side what is no longer wanted.
    func check(for target: MirrorTarget, isSequenced: Bool) throws {
        guard prune, target.folder != nil, !isSequenced else { return }
        throw CommandError(
            "--prune: the target \(target) is an archive, from which nothing is ever deleted",
            remedy: "Prune at the registry: mirror plan --prune --to docker://host"
        )
    }

    /// The options of a plan; from an archive nothing is ever deleted.
    func recorded(for target: MirrorTarget) -> PlanOptions.Pruning {
        let prunes = prune && target.folder == nil
        return PlanOptions.Pruning(
            formerly: formerly.isEmpty ? nil : Set(formerly).sorted(),
            maxDeletes: prunes ? "\(limit)" : nil,
            prune: prunes ? true : nil
        )
    }

    /// The maximum number of images to delete.
    var limit: DeletionLimit { maxDeletes.flatMap { DeletionLimit($0) } ?? .standard }
}
