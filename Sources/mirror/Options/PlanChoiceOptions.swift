// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import MirrorConfiguration
import Plans
import Resolution
import Runs

/// What a plan is made of, for which target, and how.
struct PlanChoiceOptions: ParsableArguments {
    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: "The ImageSetConfiguration; - reads standard input."
    )
    var configurationPath: String

    @Option(
        help:
            "The target: docker://host[:port][/namespace], or file://folder for an archive. Else MIRROR_TO, else the ledger's only target."
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
        help:
            "Maximum number of path components of a repository at the target, 0: no limit; deeper ones are joined with dashes."
    )
    var maxNestedPaths = 0

    @Flag(help: "For clusters before 4.13: write an ImageContentSourcePolicy in place of mirror sets.")
    var icsp = false

    @OptionGroup var pruning: PruneOptions
    @OptionGroup var file: PlanFileOptions
    @OptionGroup var archives: ArchiveOptions
    @OptionGroup var releases: ReleaseOptions

    @Flag(help: "Add the operators that the chosen ones need, instead of reporting them.")
    var includeDependencies = false

    func validate() throws {
        guard maxNestedPaths >= 0 else { throw ValidationError("--max-nested-paths is 0 (no limit) or more.") }
        if let to {
            let target = try TargetOption.validate(to)
            do {
                try archives.check(for: target, named: "--to")
            } catch {
                throw ValidationError("\(error)")
            }
        }
    }

    /// Refuses options that do not fit the target, and files that must not be overwritten.
    func check(_ recorded: RecordedTarget, _ configuration: ImageSetConfiguration) throws {
        try archives.check(for: recorded.target, named: recorded.name)
        try pruning.check(for: recorded.target)
        if icsp, recorded.target.folder != nil {
            throw CommandError(
                "--icsp is about files for clusters, and \(recorded.name) \(recorded.target) is an archive, which has none",
                remedy: "Give it where the archive is read: mirror plan --from file://folder --icsp --to docker://host"
            )
        }
        try archives.reportMissing.map(ReportOutput.init)?.check(besides: [
            ("--config", configuration.path), ("--out", file.out),
        ])
    }

    /// The way in which the plan is made; reads the report of what is to be brought again.
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
                includeDependencies: includeDependencies,
                archives: PlanOptions.Archives(
                    allowOversize: archives.allowOversize ? true : nil,
                    resend: report?.digest,
                    since: archives.since
                ),
                pruning: PlanOptions.Pruning(
                    formerly: pruning.formerly.isEmpty ? nil : Set(pruning.formerly).sorted(),
                    maxDeletes: pruning.prune ? "\(pruning.limit)" : nil,
                    prune: pruning.prune ? true : nil
                ),
                clusters: PlanOptions.Clusters(icsp: icsp ? true : nil)
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
}
