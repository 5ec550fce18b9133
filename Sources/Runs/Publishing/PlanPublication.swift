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
    private let overwritesManifests: Bool
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

    /// `ledger` is the one that the plan was made with; `overwritesManifests` allows to overwrite manifests that were
    /// written or changed by others.
    package init(
        of source: SourceFile,
        to out: PlanOutput,
        overwritesManifests: Bool,
        trail: AuditTrail,
        ledger: TargetLedger,
        environment: [String: String]
    ) {
        self.source = source
        self.out = out
        self.overwritesManifests = overwritesManifests
        self.trail = trail
        self.ledger = ledger
        self.environment = environment
    }

    /// Writes and records a plan.
    ///
    /// Throws `PlanRefusal` if one of its checks is an error: an incomplete plan is useless, so it is neither written nor
    /// recorded.
    package func publish(_ plan: Plan, events: (PublicationEvent) -> Void) throws -> PublishedPlan {
        if let refusal = PlanRefusal(plan.checks) { throw refusal }
        let file = try PlanFile(plan)
        guard file.bytes.count <= PlanFile.sizeLimit else { throw PlanTooLarge(bytes: file.bytes.count) }
        // The file may have appeared or changed during planning.
        try out.check(configuration: source.path)
        let isNew = try trail.hasNoRepository()
        let lock = try trail.lock()
        try trail.requireUnchanged(ledger)
        if !overwritesManifests { try refuseForeignManifests(plan, events) }
        let keepsAttributes = try trail.hasForeignAttributes()
        if out.isStandardOutput { events(.plan(file.bytes)) } else { try out.write(file.bytes) }
        let manifests = try trail.manifestChanges(of: plan, ledger)
        let name = URL(filePath: source.path).lastPathComponent
        let commit = try trail.record(
            file,
            review: PlanMarkdown(of: file).text,
            configuration: (name, source.bytes),
            ledger,
            under: lock
        )
        if keepsAttributes { events(.keepsAttributes(lines: Array(AuditTrail.attributes.dropFirst()))) }
        if isNew { events(.madeRepository(root: trail.root)) }
        try rememberTrail(of: file)
        return PublishedPlan(
            file: file,
            commit: commit,
            manifests: manifests,
            room: plan.hasChanges ? ArchiveRoom(for: plan) : nil
        )
    }

    /// Refuses to overwrite foreign files, and reports those that only git keeps from now on.
    private func refuseForeignManifests(_ plan: Plan, _ events: (PublicationEvent) -> Void) throws {
        let option = "\(OptionName.overwriteManifests)"
        for path in try ForeignManifests(trail: trail).check(plan, overwriting: option) {
            events(.replaces(path: path))
        }
        for path in try ObsoleteResources(folder: trail.folder, ledger: ledger).foreign(besides: plan) {
            events(.keeps(path: path))
        }
    }

    /// A plan inside its own trail needs no note to be found.
    private func rememberTrail(of file: PlanFile) throws {
        guard try AuditTrail(around: out.path, commits: false, environment: environment).root != trail.root else {
            return
        }
        try StateFolder(environment: environment).remember(trail: trail.root, of: file.id)
    }
}
