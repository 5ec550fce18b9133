// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `mirror state`: shows or corrects what the record says of targets.
struct StateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "state",
        abstract: "Show what is on targets by the record; forget a target, or give it a new name.",
        discussion: Examples.discussion(
            """
            `mirror state` says what is there now, `mirror log` what was done, plan by plan. What archives have carried is \
            in `mirror history`. No registry is asked: `mirror drift` compares the record with the target.
            """,
            "mirror state list"
        ),
        subcommands: [StateListCommand.self, StateShowCommand.self, StateForgetCommand.self, StateMoveCommand.self],
        defaultSubcommand: StateListCommand.self
    )
}
