// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import MirrorConfiguration
import Plans
import Resolution
import Runs

/// The rules about options of several groups, and what they ask of the run.
extension PlanCommand {
    func validate() throws {
        if let to = options.to {
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
        try pruning.check(for: recorded.target, isSequenced: configuration.rules.isVersionOne)
        if options.icsp == true, recorded.target.folder != nil {
            throw CommandError(
                "--icsp is about files for clusters, and \(recorded.name) \(recorded.target) is an archive, which has none",
                remedy: "Give it where the archive is read: mirror plan --from file://folder --icsp --to docker://host"
            )
        }
        try archives.reportMissing.map(ReportOutput.init)?.check(
            besides: [("--config", configuration.path)]
                + [file.plannedOutput(commits).path].compactMap(\.self).map { ("--out", $0) }
        )
    }

    /// The way in which the plan is made; reads the report of what is to be brought again.
    ///
    /// `sequence` is the archive of oc-mirror v1 that is read, if it is one.
    func choices(reading sequence: ChosenSequence?, for target: MirrorTarget) throws -> PlanChoices {
        let report = try archives.report()
        let isArchive = target.folder != nil
        return PlanChoices(
            recorded: PlanOptions(
                copying: PlanOptions.Copying(
                    allowMissing: options.allowMissing,
                    maxNestedPaths: options.maxNestedPaths,
                    removeSignatures: options.removeSignatures
                ),
                releases: PlanOptions.Releases(
                    completePaths: releases.completePaths,
                    exactChannels: graphs.exactChannels,
                    ignoreReleaseSignature: releases.ignoreReleaseSignature
                ),
                includeDependencies: operators.includeDependencies,
                archives: PlanOptions.Archives(
                    allowOversize: archives.allowOversize ? true : nil,
                    resend: report?.digest,
                    since: archives.since
                ),
                pruning: pruning.recorded(for: target),
                clusters: PlanOptions.Clusters(icsp: options.icsp),
                charts: charts.recorded
            ),
            refreshes: options.refresh,
            pruning: pruning.prune && !isArchive ? pruning.limit : nil,
            archive: ArchiveChoices(
                source: sequence?.folder ?? archives.folder,
                volumeLimit: try archives.limit(),
                missing: report?.missing,
                sequence: sequence,
                dropsUnwanted: pruning.prune && isArchive
            ),
            releases: releases.choices(graphs),
            trust: trust.choices
        )
    }
}
