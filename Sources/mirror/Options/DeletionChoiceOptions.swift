// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Deletions
import MirrorConfiguration
import Resolution
import Runs

/// What a plan of deletions is made of, for which target, and how.
struct DeletionChoiceOptions: ParsableArguments {
    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: "The DeleteImageSetConfiguration; - reads standard input."
    )
    var configurationPath: String?

    @Option(help: "The delete-images.yaml that oc-mirror v2 wrote, instead of a configuration.")
    var fromList: String?

    @Option(help: "The target: docker://host[:port][/namespace]. Else MIRROR_TO, else the ledger's only registry.")
    var to: String?

    @Option(help: "An ImageSetConfiguration whose images stay, whatever else is asked for; may be repeated.")
    var keep: [String] = []

    @Flag(
        name: .customLong("v1-tags"),
        help: "Find the images also under the tags that oc-mirror v1 gave to what is named by digest."
    )
    var findsVersionOneTags = false

    @Flag(name: .customLong("cache"), help: "Remove what the cache has of the deleted images too, when they are gone.")
    var trimsCache = false

    @Option(help: "Maximum number of path components of a repository at the target, 0: no limit; as it was mirrored.")
    var maxNestedPaths = 0

    @OptionGroup var graphs: GraphOptions
    @OptionGroup var file: PlanFileOptions

    func validate() throws {
        guard (configurationPath == nil) != (fromList == nil) else {
            throw ValidationError(
                "Nothing to delete was named. Name a configuration with -c, or a list with --from-list."
            )
        }
        guard maxNestedPaths >= 0 else { throw ValidationError("--max-nested-paths is 0 for no limit, or more.") }
        if let to, try TargetOption.validate(to).folder != nil {
            throw ValidationError(
                "--to \(to): an archive is never deleted from; remove its folder when it has arrived."
            )
        }
    }

    /// Reads the file that says what is to go.
    func request() throws -> DeletionRequest {
        if let fromList { return .list(try DeleteImageList.load(path: fromList)) }
        return .configuration(try ImageSetConfiguration.load(path: configurationPath ?? "", kind: .deletion))
    }

    /// The way in which the plan is made.
    var choices: DeletionChoices {
        DeletionChoices(
            findsVersionOneTags: findsVersionOneTags,
            exactChannels: graphs.exactChannels,
            pinnedGraphs: graphs.reading,
            trimsCache: trimsCache
        )
    }
}
