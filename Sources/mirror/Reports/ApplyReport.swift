// SPDX-License-Identifier: Apache-2.0

import Applying
import ArgumentParser
import Audit
import Plans
import Runs
import Views

/// Reports an apply: its steps and its outcome as text or JSON, and messages on standard error.
struct ApplyReport: Sendable {
    private let plan: Plan
    private let console: Console
    private let line: ApplyLine
    private let json: JSONProgress?

    init(of plan: Plan, on console: Console, _ output: OutputOptions) {
        self.plan = plan
        self.console = console
        line = ApplyLine(of: plan.target, style: output.style(isTerminal: console.errorIsTerminal))
        json = output.json ? JSONProgress(on: console) : nil
    }

    /// Shows an event.
    func show(_ event: ApplyRunEvent) {
        switch event {
        case .admitted(let file): show(ApplyIntent(of: file))
        case .behind(let others): console.note(ApplyRemark.behind(others, plan.target))
        case .step(let step): show(step)
        case .executed(let outcome): show(outcome)
        case .sequenced(let written): console.note(ApplyRemark.sequenced(written))
        case .recorded(let written): show(written)
        case .unlisted(let volumes, let folder): console.note(ApplyRemark.unlisted(volumes, in: folder))
        }
    }

    private func show(_ intent: ApplyIntent) {
        guard json != nil else { return console.note(intent.text) }
        if let line = try? intent.json() { console.write(line) }
    }

    private func show(_ written: WrittenFiles) {
        guard json != nil else { return console.note(WrittenFilesText(written).text) }
        if let line = try? ApplyJSON().line(written) { console.write(line) }
    }

    private func show(_ step: ApplyEvent) {
        if let json { return json.show(step) }
        console.update(.apply(step))
        if let text = line.text(step) { console.note(text + "\n") }
    }

    private func show(_ outcome: ApplyOutcome) {
        json?.end()
        console.update(.ended)
        let text = json == nil ? ApplyOutcomeText(outcome, of: plan).text : try? ApplyJSON().lines(outcome)
        if let text { console.write(text) }
    }

    /// Reports the end of an apply if the outcome did not; returns the exit code of an incomplete one.
    func end(_ end: ApplyEnd) -> ExitCode? {
        switch end {
        case .recorded:
            console.write(ApplyRemark.recorded)
            return nil
        case .executed(let outcome): return outcome.exitStatus
        }
    }
}
