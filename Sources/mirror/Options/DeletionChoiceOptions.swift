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
        help: ArgumentHelp("The DeleteImageSetConfiguration; - reads standard input.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var configurationPath: String?

    @Option(
        help: ArgumentHelp("A delete-images.yaml of oc-mirror v2, instead of a configuration.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var fromList: String?

    @Option(
        help: ArgumentHelp(
            "The target: docker://host[:port][/namespace]. Else MIRROR_TO, else the ledger's only registry.",
            valueName: "target"
        )
    )
    var to: String?

    @Option(
        help: ArgumentHelp("An ImageSetConfiguration whose images must stay; may be repeated.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var keep: [String] = []

    @Flag(
        name: .customLong("v1-tags"),
        help: "Also find images under the tags that oc-mirror v1 gave to images without a tag."
    )
    var findsVersionOneTags = false

    @Flag(name: .customLong("cache"), help: "Also remove the cached files of the deleted images, after the deletions.")
    var trimsCache = false

    @Option(
        help: ArgumentHelp(
            "Maximum number of path components of a repository at the target, 0: no limit; as it was mirrored.",
            valueName: "number"
        )
    )
    var maxNestedPaths = 0

    @Flag(
        help: """
            For clusters before 4.13: write an ImageContentSourcePolicy in place of mirror sets; not needed where the \
            record has one.
            """
    )
    var icsp = false

    func validate() throws {
        guard (configurationPath == nil) != (fromList == nil) else {
            throw ValidationError(
                "Nothing to delete was named. Name a configuration with -c, or a list with --from-list."
            )
        }
        guard maxNestedPaths >= 0 else { throw ValidationError("--max-nested-paths is 0 (no limit) or more.") }
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
    func choices(_ graphs: GraphOptions) -> DeletionChoices {
        DeletionChoices(
            findsVersionOneTags: findsVersionOneTags,
            exactChannels: graphs.exactChannels,
            pinnedGraphs: graphs.reading,
            trimsCache: trimsCache,
            icsp: icsp
        )
    }
}
