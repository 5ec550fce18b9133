// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Ledger
import OCI
import Planning
import Plans

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
    static func refuse(_ checks: [Check], _ output: OutputOptions) throws {
        guard checks.contains(where: { $0.level == .error }) else { return }
        let style = output.style(isTerminal: Console.standard.errorIsTerminal)
        let lines = CheckView(checks: checks.sortedForReview(), style: style).lines
        Console.standard.note(lines.joined(separator: "\n") + "\nNo plan was written.\n")
        throw ExitStatus.failure
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
        let lock = try trail.lock()
        try trail.requireUnchanged(ledger)
        try PlanOutput(path: options.out).write(file.bytes)
        let manifests = try trail.manifestChanges(of: plan, ledger)
        let name = URL(filePath: configuration.path).lastPathComponent
        try trail.record(file, configuration: (name, configuration.bytes), ledger, under: lock)
        // Beside its own trail a plan is found without help.
        if try AuditTrail(around: options.out, commits: false).root != trail.root {
            try StateFolder(environment: environment).remember(trail: trail.root, of: file.id)
        }
        show(file, manifests)
        if options.detailedExitCode, plan.hasChanges || !manifests.isEmpty { throw ExitStatus.changes }
    }

    private func show(_ file: PlanFile, _ manifests: [ManifestChange]) {
        let console = Console.standard
        if output.json {
            console.write(String(decoding: file.bytes, as: UTF8.self))
        } else {
            let style = output.style(isTerminal: console.outputIsTerminal)
            console.write(PlanView(plan: file.plan, style: style, manifests: manifests).text)
        }
        guard file.plan.hasChanges else { return }
        let out = options.out
        console.note("The plan is in \(out). Review it, then run: mirror apply \(shellArgument(out))\n")
    }
}
