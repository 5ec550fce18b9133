// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation

/// A command line of oc-mirror, to be understood.
///
/// Nothing is read and nothing is run. Every line becomes a `ToolInvocation` or a `ToolRefusal`.
package struct ToolCommandLine: Sendable {
    /// How the tool was called, for messages: `oc-mirror` or `mirror oc-mirror`.
    package let tool: String
    /// The words behind that.
    package let words: [String]

    package init(_ words: [String], tool: String = "oc-mirror") {
        self.words = words
        self.tool = tool
    }

    /// The names of the program as a link; the plugins of oc and kubectl are called by them.
    private static let links = ["oc-mirror", "kubectl-mirror"]

    /// Takes all arguments of a process, with the path of the program; `nil` if it was not called as oc-mirror.
    package init?(arguments: [String]) {
        guard let program = arguments.first else { return nil }
        let name = URL(filePath: program).lastPathComponent
        if Self.links.contains(name) {
            self.init(Array(arguments.dropFirst()), tool: name)
        } else if arguments.dropFirst().first == "oc-mirror" {
            self.init(Array(arguments.dropFirst(2)), tool: "\(name) oc-mirror")
        } else {
            return nil
        }
    }

    /// Understands the line; `usual` is the program that it means if it does not say so itself.
    package func invocation(usually usual: ToolVersion = .one) throws(ToolRefusal) -> ToolInvocation {
        if let help { return help }
        let line = try CommandWords(words, tool: tool)
        let (command, operands) = Self.command(line.operands)
        if command == .list { throw Self.refusal(ofList: operands.first) }
        let flags = GivenFlags(line.flags)
        let choice = try VersionChoice(for: command, flags, usually: usual)
        try Self.requireMembership(of: flags, in: command, choice.version)
        try Self.refuseUnwanted(flags)
        var maker = InvocationMaker(tool: tool, command: command, choice: choice, flags: flags, operands: operands)
        return try maker.invocation()
    }

    /// The help that a line asks for, whatever else is wrong with it.
    private var help: ToolInvocation? {
        let words = words.prefix { $0 != "--" }
        guard words.contains(where: { ["-h", "--help", "--help=true"].contains($0) }) else { return nil }
        let operands = words.filter {
            ToolCommand.mirror.subcommand($0) != nil || ToolCommand.list.subcommand($0) != nil
        }
        let command = Self.command(operands).command
        let chosen = words.last { ["--v1", "--v2"].contains($0) }.map {
            CommandWords.Flag(name: $0 == "--v2" ? .versionTwo : .versionOne, value: .boolean(true), isAttached: false)
        }
        let flags = GivenFlags(chosen.map { [$0] } ?? [])
        guard let choice = (try? VersionChoice(for: command, flags)) ?? (try? VersionChoice(for: .mirror, flags)) else {
            return nil
        }
        return ToolInvocation(.help(of: command), of: tool, by: choice, reaching: ReachingOptions(), notes: [])
    }

    /// The command that the first operands name, and the other operands.
    private static func command(_ operands: [String]) -> (command: ToolCommand, operands: [String]) {
        var command = ToolCommand.mirror
        var rest = operands[...]
        while let word = rest.first, let next = command.subcommand(word) {
            command = next
            rest.removeFirst()
        }
        return (command, Array(rest))
    }

    /// The refusal of `list` without something to list.
    private static func refusal(ofList word: String?) -> ToolRefusal {
        let names = ToolCommand.list.subcommandNames
        let all = "write `list releases`, `list operators` or `list updates`"
        guard let word else { return ToolRefusal(.command(.list), "`list` does not say what to list", all) }
        let nearest = nearestName(to: word, among: names)
        return ToolRefusal(
            .command(.list),
            "`list` cannot list `\(printable(word))`",
            nearest.map { "did you mean `list \($0)`?" } ?? all
        )
    }

    /// Refuses flags that the command does not take in the chosen program.
    private static func requireMembership(
        of flags: GivenFlags,
        in command: ToolCommand,
        _ version: ToolVersion
    ) throws(ToolRefusal) {
        for name in flags.names {
            let flag = ToolFlag.named(name)
            guard !flag.belongs(to: command, of: version) else { continue }
            let place = command == .mirror ? "" : " in `\(command.rawValue)`"
            throw ToolRefusal(
                .flag(name),
                "oc-mirror \(version) has no flag `\(name.spelling)`\(place)",
                flag.place(besides: command, of: version)
            )
        }
    }

    /// Refuses flags that must not be ignored and that nothing here does.
    private static func refuseUnwanted(_ flags: GivenFlags) throws(ToolRefusal) {
        for name in flags.names where flags.isEffective(name) {
            let flag = ToolFlag.named(name)
            guard case .refused(let advice) = flag.meaning else { continue }
            let value = flag.kind == .boolean(default: true) ? "=false" : ""
            throw ToolRefusal(.flag(name), "`\(name.spelling)\(value)` is not offered here", advice)
        }
    }
}

extension ToolFlag {
    /// Where the flag belongs instead, as advice.
    fileprivate func place(besides command: ToolCommand, of version: ToolVersion) -> String {
        if let other = ToolVersion.allCases.first(where: { $0 != version && belongs(to: command, of: $0) }) {
            return FlagName.replacement(of: name, in: version).map { "write `\($0)`" }
                ?? "it is a flag of oc-mirror \(other): choose that with `--\(other)`, or leave the flag out"
        }
        let holders = ToolCommand.allCases.filter { holder in versions.contains { belongs(to: holder, of: $0) } }
        let names = holders.prefix(3).map { $0 == .mirror ? "mirroring" : "`\($0.rawValue)`" }
        return "it is a flag of \(listed(names))"
    }
}

extension FlagName {
    /// What the other program calls the same thing.
    fileprivate static func replacement(of name: FlagName, in version: ToolVersion) -> String? {
        switch (version, name) {
        case (.two, .verbose): "--log-level=debug"
        case (.two, .sourceSkipTLS), (.two, .sourceUseHTTP): "--src-tls-verify=false"
        case (.two, .destSkipTLS), (.two, .destUseHTTP): "--dest-tls-verify=false"
        case (.two, .maxPerRegistry): "--parallel-images"
        case (.two, .ignoreHistory): "--since"
        case (.two, .dir): "--workspace=file://FOLDER"
        case (.one, .srcTLSVerify): "--source-skip-tls"
        case (.one, .destTLSVerify): "--dest-skip-tls"
        case (.one, .loglevel): "--verbose=N"
        case (.one, .parallelImages), (.one, .parallelLayers): "--max-per-registry"
        case (.one, .workspace): "--dir=FOLDER"
        default: nil
        }
    }
}
