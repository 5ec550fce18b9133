// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import ArgumentParser
import Diagnostics
import Plans
import Runs

/// Tells of an apply: its steps and its outcome as text or as JSON, and remarks on standard error.
struct ApplyReport: Sendable {
    private let plan: Plan
    private let console: Console
    private let view: any ApplyView

    init(of plan: Plan, on console: Console, _ output: OutputOptions) {
        self.plan = plan
        self.console = console
        view =
            output.json
            ? ApplyJSONView(console: console)
            : ApplyTextView(
                console: console,
                style: output.style(isTerminal: console.errorIsTerminal),
                target: plan.target
            )
    }

    /// Shows what happens.
    func show(_ event: ApplyRunEvent) {
        switch event {
        case .behind(let others): console.note(note(ofOthers: others))
        case .step(let step): view.show(step)
        case .executed(let outcome): view.finish(outcome, of: plan)
        case .unlisted(let volumes, let folder): console.note(Self.warning(of: volumes, in: folder))
        }
    }

    /// Says how the apply ended, where its outcome did not; returns the exit code of one that is not complete.
    func end(_ end: ApplyEnd) -> ExitCode? {
        switch end {
        case .recorded:
            console.write("The plan was applied before; its record is committed now.\n")
            return nil
        case .executed(let outcome): return outcome.exitStatus
        }
    }

    /// What a reviewer of the plan could not know.
    private func note(ofOthers others: Int) -> String {
        let plans = others == 1 ? "1 other plan was" : "\(others) other plans were"
        return "note: \(plans) applied to \(plan.target.name) after this one was made; they do not contradict each "
            + "other, and the manifests will be those of all\n"
    }

    /// How the index gets whole again that was lost.
    private static func warning(of volumes: [VolumeName], in folder: String) -> String {
        """
        warning: \(ArchiveIndex.fileName) was lost or damaged, and the new one does not list \
        \(VolumeName.span(volumes.map(\.number)))
        Write it anew from the volumes: mirror describe --write-index \(shellArgument(folder))

        """
    }
}
