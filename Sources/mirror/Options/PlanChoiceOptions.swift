// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// What a plan is made of, for which target, and how.
struct PlanChoiceOptions: ParsableArguments {
    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: ArgumentHelp(
            "The ImageSetConfiguration; - reads standard input. An archive of oc-mirror v1 brings its own.",
            valueName: "file"
        ),
        completion: .file(extensions: ["yaml", "yml"])
    )
    var configurationPath: String?

    @Option(
        help: ArgumentHelp(
            "The target: docker://host[:port][/namespace], or file://folder for an archive. Else MIRROR_TO, else the ledger's only target.",
            valueName: "target"
        )
    )
    var to: String?

    @Flag(help: "Leave out images that are missing at their source, and plan the rest.")
    var allowMissing = false

    @Flag(
        help: """
            Look for signatures and referrers of images in sync, too, instead of trusting the ledger, and for those of \
            releases instead of using the cache.
            """
    )
    var refresh = false

    @Flag(help: "Do not copy signatures, attestations and other referrers.")
    var removeSignatures = false

    @Option(
        help: ArgumentHelp(
            "Maximum number of path components of a repository at the target, 0: no limit; deeper ones are joined with dashes.",
            valueName: "number"
        )
    )
    var maxNestedPaths = 0

    @Flag(
        inversion: .prefixedNo,
        help: """
            For clusters before 4.13: write an ImageContentSourcePolicy in place of mirror sets, as for every configuration \
            of oc-mirror v1 without --no-icsp.
            """
    )
    var icsp: Bool?

    func validate() throws {
        guard maxNestedPaths >= 0 else { throw ValidationError("--max-nested-paths is 0 (no limit) or more.") }
    }
}
