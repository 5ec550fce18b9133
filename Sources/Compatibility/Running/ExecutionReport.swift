// SPDX-License-Identifier: Apache-2.0

import Applying
import Plans
import Runs
import Views

/// Tells about an apply: a line for each image, progress, and the outcome.
struct ExecutionReport: Sendable {
    private let plan: Plan
    private let console: ToolConsole
    private let line: ApplyLine

    init(of plan: Plan, on console: ToolConsole) {
        self.plan = plan
        self.console = console
        line = ApplyLine(of: plan.target, style: console.style)
    }

    /// Shows an event.
    func show(_ event: ApplyRunEvent) {
        switch event {
        // The plan was shown just before, with the place of its record.
        case .admitted, .recorded: break
        case .behind(let others): console.note(ApplyRemark.behind(others, plan.target))
        case .step(let step): show(step)
        case .executed(let outcome):
            console.progress(.ended)
            console.output(ApplyOutcomeText(outcome, of: plan).text)
        case .sequenced(let written): console.note(ApplyRemark.sequenced(written))
        case .unlisted(let volumes, let folder): console.note(ApplyRemark.unlisted(volumes, in: folder))
        }
    }

    private func show(_ step: ApplyEvent) {
        console.progress(.apply(step))
        if let text = line.text(step) { console.note(text + "\n") }
    }
}
