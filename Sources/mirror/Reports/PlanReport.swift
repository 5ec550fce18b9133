// SPDX-License-Identifier: Apache-2.0

import Deletions
import Diagnostics
import Planning
import Plans
import Reviews
import Runs
import Views

/// Reports a plan, or the reason why there is none.
struct PlanReport {
    let output: OutputOptions
    let options: PlanFileOptions
    /// The file that the plan is written to, beside the record.
    let planned: PlanOutput
    let console: Console

    init(_ output: OutputOptions, _ options: PlanFileOptions, _ commits: CommitOptions, on console: Console = .standard)
    {
        self.output = output
        self.options = options
        planned = options.plannedOutput(commits)
        self.console = console
    }

    /// Makes a plan, writes it and shows it; `next` are the options that applying it needs.
    func show(applying next: [String], _ make: () async throws -> MadePlan) async throws {
        try show(try await published(make), applying: next)
    }

    /// Makes a plan and writes it.
    func published(_ make: () async throws -> MadePlan) async throws -> PublishedPlan {
        let made = try await making(make)
        console.update(.ended)
        return try await making { try made.publish { tell($0) } }
    }

    /// Makes a plan, or reports why there is none.
    private func making<Made>(_ body: () async throws -> Made) async throws -> Made {
        do {
            return try await body()
        } catch let refusal as PlanRefusal {
            tell(refusal.findings)
            if let mistakes = refusal.mistakes {
                tellEarlierPlan()
                throw mistakes
            }
            throw ended()
        } catch let refusal as DeletionRefusal {
            tell(refusal.findings)
            throw ended()
        } catch {
            tellEarlierPlan()
            throw error
        }
    }

    private func ended() -> any Error {
        console.note("No plan was written.\n")
        tellEarlierPlan()
        return ExitStatus.failure
    }

    /// A file that looks like the result of this command and is not.
    private func tellEarlierPlan() {
        guard let path = planned.earlierPlan else { return }
        console.note("note: \(printable(path)) still holds an earlier plan\n")
    }

    /// Reports the findings of a plan that is not written.
    private func tell(_ findings: [Finding]) {
        let style = output.style(isTerminal: console.errorIsTerminal)
        let lines = FindingsText(findings.sortedForReview(), style: style, remark: OutputOptions.remark).lines
        if !lines.isEmpty { console.note(lines.joined(separator: "\n") + "\n") }
    }

    /// Reports an event while a plan is written and recorded.
    private func tell(_ event: PublicationEvent) {
        if case .plan(let bytes) = event { console.write(String(decoding: bytes, as: UTF8.self)) }
        if let remark = event.remark { console.tell(remark) }
    }

    /// Shows a written plan; exits with the code for changes if requested.
    private func show(_ published: PublishedPlan, applying next: [String]) throws {
        // If the plan itself goes to standard output, nothing else does.
        let isPrinted = published.path == StandardStream.name
        let text = text(of: published, isOutput: !isPrinted)
        switch (isPrinted, output.json) {
        case (true, true): break
        case (true, false): console.note(text)
        case (false, true): console.write(String(decoding: published.file.bytes, as: UTF8.self))
        case (false, false): console.write(text)
        }
        console.note(published.ending(next))
        if options.detailedExitCode, published.hasChanges { throw ExitStatus.changes }
    }

    /// Shows a written plan beside the result of its command; in JSON, the result names it.
    func showRepair(_ published: PublishedPlan, applying next: [String]) {
        let isOutput = published.path != StandardStream.name
        if !output.json {
            let text = text(of: published, isOutput: isOutput)
            if isOutput { console.write(text) } else { console.note(text) }
        }
        console.note(published.ending(next))
    }

    private func text(of published: PublishedPlan, isOutput: Bool) -> String {
        let style = output.style(isTerminal: isOutput ? console.outputIsTerminal : console.errorIsTerminal)
        let review = PlanReview(of: published.file.plan, changes: published.manifests)
        return PlanText(review, style: style, remark: OutputOptions.remark).text
    }
}
