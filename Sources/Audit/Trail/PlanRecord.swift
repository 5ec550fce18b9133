// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Plans

/// The text of a commit about a plan or, with a receipt, about its apply.
struct PlanRecord {
    let file: PlanFile
    /// The files for clusters in the commit.
    let manifests: [Resource]
    let receipt: Receipt?

    /// The name of the record for people.
    var name: String { receipt == nil ? "plan \(file.id.short)" : "the apply of plan \(file.id.short)" }

    /// The commit's message, with trailers about the plan.
    var message: AuditMessage {
        let plan = file.plan
        return AuditMessage(
            subject: subject,
            body: "What \(plan.configuration.path) \(plan.work == .deletions ? "deletes" : "wants"), at "
                + "\(plan.target.name).",
            planID: file.id.description,
            configurationDigest: plan.configuration.digest.description,
            target: plan.target.name,
            result: receipt.map(result)
        )
    }

    /// The first line of the message.
    var subject: String {
        guard let receipt else { return "Plan \(file.id.short): \(file.plan.hasChanges ? changes : "no changes")" }
        return "Apply \(file.id.short): \(outcome(receipt)), \(result(receipt))"
    }

    private func result(_ receipt: Receipt) -> String { receipt.isComplete ? "complete" : "incomplete" }

    /// The changes of the plan.
    private var changes: String {
        let summary = file.plan.summary
        let build = summary.build == 0 ? "" : ", \(summary.build) to build"
        let copies = "\(summary.copy) to copy, \(summary.update) to update\(build), "
        return (file.plan.work == .deletions ? "" : copies) + "\(summary.delete) to delete"
    }

    /// The part of the plan that was done.
    private func outcome(_ receipt: Receipt) -> String {
        let images = receipt.images.prefix(file.plan.actions.count)
        // Lost images come after the deletions.
        let deletions = receipt.images.dropFirst(images.count)
            .prefix(file.plan.deletions.reduce(0) { $0 + $1.destinations.count })
        let lost = receipt.images.count - images.count - deletions.count
        let counts = [(images, "images"), (deletions, "deletions")].filter { !$0.0.isEmpty }.map { results, name in
            let done = results.count { $0.result == "done" || $0.result == "already-done" }
            let kept = results.count { $0.result == "refused" }
            return "\(done) of \(results.count) \(name)" + (kept == 0 ? "" : ", \(kept) kept by the registry")
        }
        return (counts.isEmpty ? ["0 of 0 images"] : counts).joined(separator: ", ")
            + (lost == 0 ? "" : ", \(counted(lost, "image")) lost")
    }
}
