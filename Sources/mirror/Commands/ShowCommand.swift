// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Planning
import Plans
import ReviewPages
import Reviews
import Runs
import Views

/// `mirror show`: prints a plan.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a plan, even if it is stale or applied.",
        discussion: Examples.discussion("", "mirror show plan.json", "mirror show plan.json --format mapping")
    )

    /// The output format of a plan.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
        /// The text that is recorded beside the plan.
        case markdown
        /// A page for browsers.
        case html
        /// Source and destination of every image.
        case mapping
        /// The same for images that are missing at the target.
        case missing
    }

    @Argument(
        help: """
            The plan: a file, or the id of a recorded plan or its first digits; - reads standard input. Default: the newest \
            recorded plan.
            """,
        completion: .file()
    )
    var plan: String?

    @Option(
        help: """
            The format: text, json (as --json), markdown (as plans/*/plan.md), html (a page for browsers, in one file), \
            mapping (a line source=destination for each image, as oc-mirror writes its mapping.txt) or missing (only those \
            that must be copied).
            """
    )
    var format: Format?

    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws {
        guard !output.json || format == nil || format == .json else {
            throw ValidationError("--json and --format \(format?.rawValue ?? "") exclude each other.")
        }
    }

    func run() async throws {
        try await reporting {
            let environment = ProcessInfo.processInfo.environment
            let path = try PlanFinder(environment: environment).path(ofShown: plan)
            let file = try PlanReader(path: path).read()
            let console = Console.standard
            switch format ?? (output.json ? .json : .text) {
            case .json: console.write(String(decoding: file.bytes, as: UTF8.self))
            case .text:
                let style = output.style(isTerminal: console.outputIsTerminal)
                console.write(PlanText(review(of: file, at: path), style: style, remark: OutputOptions.remark).text)
                let state = PlanFinder(environment: environment).state(of: file, at: path)
                console.note(PlanStateText(state, of: file).text)
            case .markdown: console.write(PlanMarkdown(of: file).text)
            case .html: console.write(PlanPage(review(of: file, at: path)).text)
            case .mapping: console.write(MappingText(of: file.plan, onlyMissing: false).text)
            case .missing: console.write(MappingText(of: file.plan, onlyMissing: true).text)
            }
            // A plan of an earlier version can still be shown; the reason not to apply it comes last.
            try PlanAudit(of: file.plan).check()
        }
    }

    /// The plan as it is reviewed, with the files for clusters compared with those beside it.
    private func review(of file: PlanFile, at path: String) -> PlanReview {
        let environment = ProcessInfo.processInfo.environment
        return PlanReview(
            of: file.plan,
            changes: ShownManifests.changes(of: file, path: path, environment: environment)
        )
    }
}
