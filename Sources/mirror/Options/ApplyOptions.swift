// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Plans
import Runs

/// The options of an apply.
struct ApplyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The target that the plan must be for; a plan for another one is refused.",
            valueName: "target"
        )
    )
    var to: String?

    @Option(
        help: ArgumentHelp(
            "The present folder of the archive that the plan reads, file://folder, if it was moved.",
            valueName: "archive"
        ),
        completion: .directory
    )
    var from: String?

    @Option(
        help: ArgumentHelp(
            "The most transfers at the same time, up to 64; without it a run finds out how many are good.",
            valueName: "number"
        )
    )
    var parallelism: Int?

    @Option(help: ArgumentHelp("How many seconds to wait for another apply to the same target.", valueName: "seconds"))
    var wait = 60

    @Option(help: ArgumentHelp("How many seconds after Ctrl-C or SIGTERM the apply has ended.", valueName: "seconds"))
    var stopWithin = 10

    @Flag(help: "Replace files below cluster-resources/ that mirror did not write, or that were changed since.")
    var adopt = false

    @Flag(help: "Make the git repository for the record also in a home folder or a shared folder.")
    var initAudit = false

    func validate() throws {
        guard (1...64).contains(parallelism ?? 1) else { throw ValidationError("--parallelism is from 1 to 64.") }
        guard (0...1_000_000).contains(wait) else { throw ValidationError("--wait is a number of seconds.") }
        guard (1...86400).contains(stopWithin) else {
            throw ValidationError("--stop-within is from 1 to 86400 seconds.")
        }
        if let to { try TargetOption.validate(to) }
        if let from, TargetPlace(from).folder?.isEmpty != false {
            throw ValidationError("--from \(from): expected the folder of an archive, file://folder.")
        }
    }

    /// The expected target, if an option or the environment names one.
    func wantedTarget(_ environment: [String: String]) throws -> WantedTarget? {
        guard let text = to ?? TargetChoice.named(in: environment) else { return nil }
        let target = try TargetChoice(option: text, environment: [:]).target()
        return WantedTarget(target, isUsual: to == nil)
    }

    /// The options that must be repeated to continue the apply, each as one argument.
    var repeated: [String] { from.map { ["--from=\($0)"] } ?? [] }
}
