// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Planning
import Plans
import Reviews
import Runs

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
        /// Source and destination of every image.
        case mapping
        /// The same for images that are missing at the target.
        case missing
    }

    @Argument(help: "The plan; - reads standard input.", completion: .file())
    var plan = "plan.json"

    @Option(
        help: """
            The format: text, json (as --json), mapping (a line source=destination for each image, as oc-mirror writes its \
            mapping.txt) or missing (only those that must be copied).
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
            let file = try PlanReader(path: plan).read()
            let console = Console.standard
            switch format ?? (output.json ? .json : .text) {
            case .json: console.write(String(decoding: file.bytes, as: UTF8.self))
            case .text:
                let style = output.style(isTerminal: console.outputIsTerminal)
                let review = PlanReview(
                    of: file.plan,
                    changes: ShownManifests.changes(
                        of: file,
                        path: plan,
                        environment: ProcessInfo.processInfo.environment
                    )
                )
                console.write(PlanText(review, style: style, remark: OutputOptions.remark).text)
            case .mapping: console.write(MappingText(of: file.plan, onlyMissing: false).text)
            case .missing: console.write(MappingText(of: file.plan, onlyMissing: true).text)
            }
            // A plan of an earlier version can still be shown; the reason not to apply it comes last.
            try PlanAudit(of: file.plan).check()
        }
    }
}
