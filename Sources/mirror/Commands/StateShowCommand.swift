// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import Plans
import Resolution
import Runs
import States
import Views

/// `mirror state show`: shows what is on a target.
struct StateShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what is on a target: releases, operators, charts and images of each configuration.",
        discussion: Examples.discussion(
            "",
            "mirror state show docker://mirror.example:5000/ocp"
        )
    )

    @Argument(help: "The target, docker://host[:port][/namespace] or file://folder. Else MIRROR_TO, else the only one.")
    var target: String?

    @OptionGroup(title: "Record") var state: StateOptions
    @OptionGroup(title: "Output") var output: OutputOptions

    func validate() throws { if let target { _ = try StateOptions.name(of: target) } }

    func run() async throws {
        try await reporting {
            let trail = try state.trail()
            let name = try target.map(StateOptions.name) ?? only(in: trail)
            try output.show(TargetStateView(state: try KnownStates(in: trail).state(of: name)))
        }
    }

    /// The target that `MIRROR_TO` names, or the only one.
    private func only(in trail: AuditTrail) throws -> String {
        let environment = ProcessInfo.processInfo.environment
        if TargetChoice.named(in: environment) != nil {
            return try TargetChoice(option: nil, environment: environment).target().description
        }
        let known = try trail.targets()
        guard known.count > 1, let first = known.first else { return known.first ?? "" }
        throw CommandError(
            "several targets are known: \(known.joined(separator: ", "))",
            remedy: "Name one: mirror state show \(TargetPlace(first).argument)"
        )
    }
}
