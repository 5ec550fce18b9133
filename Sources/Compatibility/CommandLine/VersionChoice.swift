// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The program that a command line means, and why.
package struct VersionChoice: Sendable, Hashable {
    /// Why a program was chosen.
    package enum Reason: Sendable, Hashable {
        /// `--v1` or `--v2` names it.
        case asked
        /// Only this program has the command.
        case command(ToolCommand)
        /// Only this program has one of the flags.
        case flag(FlagName)
        /// Nothing says otherwise, and oc-mirror without `--v2` was its first program for years.
        ///
        /// The `apiVersion` of the configuration may know better; `ToolCommandLine.invocation(usually:)` takes its word.
        case usual
    }

    package let version: ToolVersion
    package let reason: Reason

    /// Chooses by `--v1` and `--v2`, by the command, and by the flags; `usual` is the choice if they say nothing.
    init(for command: ToolCommand, _ flags: GivenFlags, usually usual: ToolVersion = .one) throws(ToolRefusal) {
        let (one, two) = (flags.isOn(.versionOne), flags.isOn(.versionTwo))
        guard !(one && two) else {
            throw ToolRefusal(
                .flag(.versionTwo),
                "`--v1` and `--v2` exclude each other",
                "write the one that your configuration was made for"
            )
        }
        if one || two {
            self.init(version: two ? .two : .one, reason: .asked)
            try requireCommand(command)
            return
        }
        self = try Self.only(command, flags) ?? VersionChoice(version: usual, reason: .usual)
    }

    private init(version: ToolVersion, reason: Reason) {
        self.version = version
        self.reason = reason
    }

    private func requireCommand(_ command: ToolCommand) throws(ToolRefusal) {
        guard !command.versions.contains(version) else { return }
        throw ToolRefusal(
            .command(command),
            "oc-mirror \(version) has no command `\(command.rawValue)`",
            "leave out `--\(version)`"
        )
    }

    /// The choice by what only one program has.
    private static func only(_ command: ToolCommand, _ flags: GivenFlags) throws(ToolRefusal) -> VersionChoice? {
        var choice: VersionChoice?
        if let version = command.versions.first, command.versions.count == 1 {
            choice = VersionChoice(version: version, reason: .command(command))
        }
        for name in flags.names {
            let versions = ToolFlag.named(name).versions(in: command)
            guard let version = versions.first, versions.count == 1, choice?.version != version else { continue }
            if let choice {
                throw ToolRefusal(
                    .flag(name),
                    "`\(name.spelling)` is a flag of oc-mirror \(version), and \(choice.ground) of \(choice.version)",
                    "leave one of them out, or choose a program with `--v1` or `--v2`"
                )
            }
            choice = VersionChoice(version: version, reason: .flag(name))
        }
        return choice
    }

    /// The reason in a sentence.
    private var ground: String {
        switch reason {
        case .command(let command): "`\(command.rawValue)` is a command"
        case .flag(let name): "`\(name.spelling)` is one"
        case .asked, .usual: "the command line is one"
        }
    }
}
