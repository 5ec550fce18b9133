// SPDX-License-Identifier: Apache-2.0

import Deletions
import Diagnostics
import MirrorConfiguration
import Planning
import Plans
import Reviews
import Runs
import Views

/// An error that ended a run.
struct ToolFailure {
    private let error: any Error
    private let configuration: ImageSetConfiguration?

    /// `configuration` is the one that a plan was made of, if there was one.
    init(_ error: any Error, of configuration: ImageSetConfiguration? = nil) {
        self.error = error
        self.configuration = configuration
    }

    /// The outcome of the run.
    var outcome: ToolOutcome {
        switch error {
        case is CancellationError: .interrupted
        case let refusal as PlanRefusal:
            .notResolved(
                configuration.map { $0.sections(of: refusal.findings + (refusal.mistakes?.findings ?? [])) } ?? []
            )
        default: .failed
        }
    }

    /// Tells the error on a console; returns the outcome of the run.
    func tell(on console: ToolConsole) -> ToolOutcome {
        console.note(text(console.style))
        return outcome
    }

    private func text(_ style: TextStyle) -> String {
        switch error {
        case let refusal as PlanRefusal:
            lines(refusal.findings, style) + (refusal.mistakes.map { "\($0)\n" } ?? "") + "Nothing was mirrored.\n"
        case let refusal as DeletionRefusal: lines(refusal.findings, style) + "Nothing was deleted.\n"
        default: FailureText(error).text + "\n"
        }
    }

    private func lines(_ findings: [Finding], _ style: TextStyle) -> String {
        let text = FindingsText(findings.sortedForReview(), style: style, remark: "`mirror plan` shows all")
        return text.lines.map { "\($0)\n" }.joined()
    }
}

extension ImageSetConfiguration {
    /// The sections that errors are about, as far as their places or their kinds tell.
    func sections(of findings: [Finding]) -> Set<MirroredSection> {
        Set(findings.filter { $0.severity == .error }.compactMap(section))
    }

    /// The sections of images that a plan leaves out, because their source does not have them.
    func leftOut(of plan: Plan) -> Set<MirroredSection> {
        Set(plan.checks.filter(\.code.tellsOfMissingSource).compactMap(section))
    }

    /// The section of a finding: the last one that begins before its place.
    private func section(of finding: Finding) -> MirroredSection? {
        guard let place = finding.place?.place(in: path) else { return nil }
        let before = mirror.sections.map { ($0.key, $0.value.place(in: path)) }.filter { $0.1 <= place }
        return before.max { $0.1 < $1.1 }.flatMap { MirroredSection($0.0) }
    }
}
