// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Resolution
import Runs
import States
import Views

/// `mirror state show`: shows what is on a target.
struct StateShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what is on a target: releases, operators, charts and images of each configuration."
    )

    @Argument(help: "The target, docker://host[:port][/namespace] or file://folder. Else MIRROR_TO, else the only one.")
    var target: String?

    @OptionGroup var state: StateOptions
    @OptionGroup var output: OutputOptions

    func validate() throws { if let target { _ = try StateOptions.name(of: target) } }

    func run() async throws {
        try await reporting {
            let trail = try state.trail()
            let name =
                try target.map(StateOptions.name)
                ?? TargetChoice(option: nil, environment: ProcessInfo.processInfo.environment, trail: trail).target()
                .description
            try output.show(TargetStateView(state: try KnownStates(in: trail).state(of: name)))
        }
    }
}
