// SPDX-License-Identifier: Apache-2.0

package import Audit
import Diagnostics
import Foundation
package import Ledger
package import Plans
import Reviews

/// Writes a new plan, and records it with its configuration.
package struct PlanPublication: Sendable {
    private let source: SourceFile
    private let out: PlanOutput
    private let choices: RecordingChoices
    private let trail: AuditTrail
    private let ledger: TargetLedger
    private let environment: [String: String]

    /// The file from which a plan was made.
    package struct SourceFile: Sendable {
        package let path: String
        let bytes: [UInt8]

        package init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// `ledger` is the one that the plan was made with.
    package init(
        of source: SourceFile,
        to out: PlanOutput,
        choices: RecordingChoices,
        trail: AuditTrail,
        ledger: TargetLedger,
        environment: [String: String]
    ) {
        self.source = source
        self.out = out
        self.choices = choices
        self.trail = trail
        self.ledger = ledger
        self.environment = environment
    }

    /// Writes and records a plan; one that changes nothing is not recorded, and a dry run writes no more than the plan's file.
    ///
    /// Throws `PlanRefusal` if one of its checks is an error: an incomplete plan is useless, so it is neither written nor
    /// recorded.
    package func publish(_ plan: Plan, events: (PublicationEvent) -> Void) throws -> PublishedPlan {
        if let refusal = PlanRefusal(plan.checks) { throw refusal }
        let file = try PlanFile(plan)
        guard file.bytes.count <= PlanFile.sizeLimit else { throw PlanTooLarge(bytes: file.bytes.count) }
        // The file may have appeared or changed during planning.
        try out.check(configuration: source.path)
        let manifests = try trail.manifestChanges(of: plan, ledger)
        let effects = PlanEffects(of: file, ledger, manifests: manifests)
        let isRecorded = try !choices.isDryRun && (!effects.isNothing || trail.holds(file.id))
        let lock = isRecorded ? try trail.lock() : nil
        try trail.requireUnchanged(ledger)
        try tellForeignManifests(plan, events)
        let keepsAttributes = try isRecorded && trail.hasForeignAttributes()
        if out.isStandardOutput { events(.plan(file.bytes)) } else { try out.write(file.bytes) }
        var record = WrittenFiles(root: trail.root)
        if isRecorded {
            let name = URL(filePath: source.path).lastPathComponent
            record = try trail.record(
                file,
                review: PlanMarkdown(of: file).text,
                configuration: (name, source.bytes),
                ledger,
                under: lock
            )
            if keepsAttributes { events(.keepsAttributes(lines: Array(AuditTrail.attributes.dropFirst()))) }
            try rememberTrail(of: file)
        }
        return PublishedPlan(
            file: file,
            path: out.kept,
            record: record,
            recording: choices.isDryRun ? .dryRun : isRecorded ? .recorded : .unneeded,
            effects: effects,
            manifests: manifests,
            room: plan.hasChanges ? ArchiveRoom(for: plan) : nil
        )
    }

    /// Refuses to replace foreign files, or tells that they are replaced; tells of those that stay.
    private func tellForeignManifests(_ plan: Plan, _ events: (PublicationEvent) -> Void) throws {
        for file in try ForeignManifests(trail: trail).check(plan, adopting: choices.adoptsManifests) {
            events(.replaces(path: file.path, isInGit: file.isInGit))
        }
        for path in try ObsoleteResources(in: trail, ledger: ledger).foreign(besides: plan) {
            events(.keeps(path: path))
        }
    }

    /// A plan inside its own trail needs no note to be found.
    private func rememberTrail(of file: PlanFile) throws {
        // A plan without a file is named by its id in the working folder.
        let place = out.isStandardOutput ? "." : out.path ?? "."
        guard try AuditTrail(around: place, commits: false, environment: environment).root != trail.root else {
            return
        }
        try StateFolder(environment: environment).remember(trail: trail.root, of: file.id)
    }
}
