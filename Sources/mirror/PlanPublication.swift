// SPDX-License-Identifier: Apache-2.0

import Audit
import ClusterResources
import Diagnostics
import Foundation
import Ledger
import OCI
import Planning
import Plans
import Reviews

/// What happens to a plan once it is made: it is written, recorded and shown.
struct PlanPublication {
    /// The file that the plan was made from.
    let configuration: (path: String, bytes: [UInt8])
    let ledger: TargetLedger
    let trail: AuditTrail
    let options: PlanFileOptions
    let output: OutputOptions
    let environment: [String: String]

    /// Refuses a plan that has an error: an incomplete plan is worth nothing, so it is neither written nor recorded.
    static func refuse(_ checks: [Finding], _ output: OutputOptions) throws {
        guard checks.contains(where: { $0.severity == .error }) else { return }
        throw refusal(checks, output)
    }

    /// Tells why there is no plan, and returns the exit code for that.
    static func refusal(_ checks: [Finding], _ output: OutputOptions) -> any Error {
        tell(checks, output)
        Console.standard.note("No plan was written.\n")
        return ExitStatus.failure
    }

    /// Tells what was found of a plan that is not written.
    static func tell(_ checks: [Finding], _ output: OutputOptions) {
        let style = output.style(isTerminal: Console.standard.errorIsTerminal)
        let lines = FindingsText(checks.sortedForReview(), style: style, remark: OutputOptions.remark).lines
        if !lines.isEmpty { Console.standard.note(lines.joined(separator: "\n") + "\n") }
    }

    /// Writes, records and shows a plan; ends with the exit code for changes where that is asked for.
    func publish(_ plan: Plan) throws {
        try Self.refuse(plan.checks, output)
        let file = try PlanFile(plan)
        guard file.bytes.count <= PlanFile.sizeLimit else {
            throw CommandError(
                """
                the plan has \(file.bytes.count) bytes, more than the \(PlanFile.sizeLimit) that are read of one
                Divide the configuration into several for the same target.
                """
            )
        }
        let out = PlanOutput(path: options.out)
        // Planning may have taken its time.
        try out.check(configuration: configuration.path)
        let isNew = try trail.hasNoRepository()
        let lock = try trail.lock()
        try trail.requireUnchanged(ledger)
        if !options.overwriteManifests { try refuseForeignManifests(plan) }
        try out.write(file.bytes)
        let manifests = try trail.manifestChanges(of: plan, ledger)
        let name = URL(filePath: configuration.path).lastPathComponent
        try trail.record(file, configuration: (name, configuration.bytes), ledger, under: lock)
        if isNew {
            Console.standard.note("Made a git repository in \(printable(trail.root)) for the record of plans.\n")
        }
        // Beside its own trail a plan is found without help.
        if try AuditTrail(around: options.out, commits: false, environment: environment).root != trail.root {
            try StateFolder(environment: environment).remember(trail: trail.root, of: file.id)
        }
        show(file, manifests)
        if options.detailedExitCode, plan.hasChanges || !manifests.isEmpty { throw ExitStatus.changes }
    }

    /// Refuses to write over somebody else's files, and says which of them are found in git alone from now on.
    private func refuseForeignManifests(_ plan: Plan) throws {
        for path in try ForeignManifests(trail: trail).check(plan, overwriting: "--overwrite-manifests") {
            Console.standard.note(
                "note: mirror did not write \(printable(path)), and replaces it: git show HEAD:\(shellArgument(path))\n"
            )
        }
        for path in try ObsoleteResources(folder: trail.folder, ledger: ledger).foreign(besides: plan) {
            Console.standard.note(
                "note: \(printable(path)) is of no use to this plan, and stays, because mirror did not write it as it is\n"
            )
        }
    }

    private func show(_ file: PlanFile, _ manifests: [ManifestChange]) {
        let console = Console.standard
        // The plan itself is all that goes to standard output where it was asked for there.
        let isPrinted = PlanOutput(path: options.out).isStandardOutput
        let style = output.style(isTerminal: isPrinted ? console.errorIsTerminal : console.outputIsTerminal)
        let review = PlanReview(of: file.plan, changes: manifests)
        let text = PlanText(review, style: style, remark: OutputOptions.remark).text
        switch (isPrinted, output.json) {
        case (true, true): break
        case (true, false): console.note(text)
        case (false, true): console.write(String(decoding: file.bytes, as: UTF8.self))
        case (false, false): console.write(text)
        }
        guard file.plan.hasChanges, !isPrinted else { return }
        if case .copiesToArchive(let folder) = file.plan.work, let archive = file.plan.archive,
            let warning = ArchiveRoom(folder: folder).warning(for: archive)
        {
            console.note("\(printable(warning))\n")
        }
        let out = options.out
        console.note("The plan is in \(out). Review it, then run: mirror apply \(shellArgument(out))\n")
    }
}
