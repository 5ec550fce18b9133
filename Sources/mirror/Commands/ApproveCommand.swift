// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import Plans
import Runs
import Views

/// `mirror approve`: commits a signed approval of a plan.
struct ApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve",
        abstract: "Approve a plan with a signed commit, for `mirror apply --require-approvals`.",
        discussion: Examples.discussion(
            "",
            "mirror approve plans/2c917ef508c3/plan.json"
        )
    )

    @Argument(help: "The plan, as its branch holds it: plans/ID/plan.json.")
    var plan: String

    @OptionGroup(title: "Commits") var commits: CommitOptions

    func validate() throws {
        guard !commits.noAudit else { throw ValidationError("An approval is a commit, so --no-audit makes no sense.") }
    }

    func run() async throws {
        try await reporting {
            let environment = ProcessInfo.processInfo.environment
            let file = try PlanReader(path: plan).readAudited()
            guard let repository = try AuditRepository.locate(around: plan) else {
                throw CommandError(
                    "\(plan) is in no git repository",
                    remedy: "Approve the plan in a clone of the repository that recorded it."
                )
            }
            let (commit, author) = try repository.approve(
                file.id,
                file.bytes,
                target: file.plan.target.name,
                choices: try commits.choices(),
                environment
            )
            Console.standard.write(ApprovalText.done(file.id, by: "\(author)", commit))
        }
    }
}
