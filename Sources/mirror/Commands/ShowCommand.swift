// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Plans

/// `mirror show`: prints a plan.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print a plan, stale or applied ones too."
    )

    @Argument(help: "The plan.")
    var plan = "plan.json"

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await reporting {
            let file = try PlanReader(path: plan).read()
            let console = Console.standard
            if output.json {
                console.write(String(decoding: file.bytes, as: UTF8.self))
            } else {
                let style = output.style(isTerminal: console.outputIsTerminal)
                console.write(PlanView(plan: file.plan, style: style).text)
            }
        }
    }
}
