// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Reviews
import Runs

/// `mirror diff`: compares what two plans want.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compare two plans, or the plans of two revisions.",
        discussion: Examples.discussion(
            """
            Compares what the target holds once each plan is applied: images, operators, releases, and also options, \
            deletions and the files for clusters. `mirror diff origin/main..HEAD` compares the newest recorded plan of \
            each configuration and target in both revisions: what a pull request changes. Exits with 2 if there is a \
            difference.
            """,
            "mirror diff old.json new.json",
            "mirror diff origin/main..HEAD --format markdown"
        )
    )

    /// The output format of a difference.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown
    }

    @Argument(
        help: ArgumentHelp(
            "Two plans, the earlier one first, as files or ids, or REV..REV; - reads standard input.",
            valueName: "plan"
        )
    )
    var plans: [String] = []

    @Option(
        name: [.customShort("c"), .customLong("config")],
        help: "With REV..REV: compare only plans of this configuration."
    )
    var configurationPath: String?

    @Option(help: "With REV..REV: compare only plans for this target.")
    var to: String?

    @Option(help: "The format: text, json (as --json) or markdown (for the comment of a pull request).")
    var format: Format?

    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        guard !output.json || format == nil || format == .json else {
            throw ValidationError("--json and --format \(format?.rawValue ?? "") exclude each other.")
        }
        if let to { try TargetOption.validate(to) }
        guard plans.count != 2 else {
            guard configurationPath == nil, to == nil else {
                throw ValidationError("--config and --to choose among the plans of REV..REV; two plans need no choice.")
            }
            return
        }
        guard plans.count == 1, RevisionRange(plans[0]) != nil else {
            throw ValidationError("Name two plans, or two revisions as REV..REV, such as origin/main..HEAD.")
        }
    }

    func run() async throws {
        try await reporting {
            let comparisons = try await comparisons()
            let console = Console.standard
            switch format ?? (output.json ? .json : .text) {
            case .json: console.write(try ComparisonJSON(comparisons).text)
            case .markdown: console.write(ComparisonMarkdown(comparisons).text)
            case .text:
                let style = output.style(isTerminal: console.outputIsTerminal)
                let texts = comparisons.map { ComparisonText($0, style: style, remark: OutputOptions.remark).text }
                let same = "No difference: both revisions have the same plans.\n"
                console.write(texts.isEmpty ? same : texts.joined(separator: "\n"))
            }
            if comparisons.contains(where: \.isDifferent) { throw ExitStatus.changes }
        }
    }

    private func comparisons() async throws -> [PlanComparison] {
        let difference = PlanDifference(environment: ProcessInfo.processInfo.environment)
        guard plans.count == 1, let range = RevisionRange(plans[0]) else {
            let finder = PlanFinder(environment: ProcessInfo.processInfo.environment)
            return [try await difference.comparison(of: finder.path(of: plans[0]), finder.path(of: plans[1]))]
        }
        return try await difference.comparisons(of: range, configuration: configurationPath, target: to)
    }
}
