// SPDX-License-Identifier: Apache-2.0

package import Audit
import Diagnostics
import GitStore
package import Ledger
package import MirrorConfiguration
import Plans
package import Resolution
package import Sections

/// The target of a new plan, and its record.
package struct RecordedTarget: Sendable {
    package let trail: AuditTrail
    package let target: MirrorTarget
    /// The source of the target's name: an option, a variable, or the record.
    package let name: String

    /// Finds the record around the configuration file, and the target: from `option`, from the environment, or because
    /// there is only one.
    ///
    /// Finishes the record of an interrupted run, and reports that to `note`; a dry run only reports it.
    package init(
        around path: String,
        choices: RecordingChoices,
        option: String?,
        readsArchive: Bool,
        environment: [String: String],
        note: (String) -> Void
    ) throws {
        let commits = choices.isDryRun ? CommitChoices(false) : choices.commits
        trail = try AuditTrail(around: path, commits: commits, environment: environment)
        if choices.isDryRun {
            try trail.tellUnfinishedRecord(note: note)
        } else {
            try trail.requireCommittable(inAnyFolder: choices.makesRepository)
            try trail.finishRecord(note: note)
        }
        let choice = TargetChoice(
            option: option,
            environment: environment,
            trail: trail,
            readsArchive: readsArchive
        )
        target = try choice.target()
        name = choice.name
    }

    /// Refuses an archive, from which nothing is ever deleted.
    func requireRegistry() throws(TargetChoiceError) {
        guard target.folder == nil else { throw .archive(name: name, target: target.description) }
    }

    /// The ledger of the target; a new one if nothing was applied to it from here.
    package func ledger() throws -> TargetLedger {
        try trail.ledger(of: target.description) ?? trail.newLedger(of: target.description)
    }

    /// Returns doubts about the ledger and its folder for clusters; throws `PlanRefusal` if one is an error.
    func doubts(of ledger: TargetLedger, deleting: Bool) throws -> [Finding] {
        let doubts = try LedgerDoubts(of: ledger, in: trail).findings(deleting: deleting)
        if let refusal = PlanRefusal(doubts) { throw refusal }
        return try doubts + trail.sharedFolderFindings(ledger.target)
    }

    /// Makes a plan request for a configuration; `formerly` are its earlier names.
    ///
    /// Throws `PlanRefusal` if the ledger is not reliable enough.
    package func request(
        _ configuration: ImageSetConfiguration,
        ledger: TargetLedger,
        formerly: [String],
        prunes: Bool
    ) throws -> PlanRequest {
        let doubts = try doubts(of: ledger, deleting: prunes)
        let name = try trail.configurationName(of: configuration.path)
        let former = try FormerNames(formerly, ledger: ledger, trail: trail)
        return PlanRequest(
            configuration: configuration,
            name: name,
            target: target,
            ledger: ledger.renaming(former.names, to: name),
            neighbours: prunes ? try trail.neighbours(of: target.description) : [],
            findings: doubts + (prunes ? former.unknown(besides: name) : []),
            last: try trail.lastApply(of: [name] + former.names, to: target.description)
        )
    }

    /// The facts about the target before deletions.
    ///
    /// Throws `PlanRefusal` if the ledger is not reliable enough.
    package func known(_ ledger: TargetLedger, maxNestedPaths: Int) throws -> KnownTarget {
        _ = try doubts(of: ledger, deleting: true)
        return KnownTarget(
            mapping: DestinationMapping(target: target, maxNestedPaths: maxNestedPaths),
            ledger: ledger,
            neighbours: try trail.neighbours(of: ledger.target)
        )
    }
}
