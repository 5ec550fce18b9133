// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Compatibility
import Diagnostics
import Foundation
import Scheduling
import Usage

/// The command line.
@main
struct MirrorCommand: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "mirror",
        abstract: "Plan, review and apply the content of an OpenShift mirror registry.",
        discussion: """
            A configuration lists the wanted images; `mirror plan` compares it with the registry \
            and writes a plan; people review the plan, and `mirror apply` executes exactly that.

            Exit codes: 0 done, 1 error, 2 changes (diff, plan --detailed-exitcode), 3 some images failed \
            (run again), 4 plan refused and nothing touched, 64 usage, 130 interrupted.

            Called as `oc-mirror`, or as `mirror oc-mirror …`, it takes the command \
            lines of oc-mirror.
            """,
        subcommands: [
            InitCommand.self, PlanCommand.self, ApproveCommand.self, ApplyCommand.self, DeleteCommand.self,
            ShowCommand.self, DiffCommand.self,
            LogCommand.self,
            ListCommand.self, RenderCommand.self, PinCommand.self, MigrateCommand.self,
            DescribeCommand.self,
            StateCommand.self, DriftCommand.self, MergeLedgerCommand.self, CacheCommand.self, HistoryCommand.self,
            DoctorCommand.self, CompletionCommand.self, VersionCommand.self,
        ]
    )

    static func main() async {
        openMissingStandardStreams()
        // If the reader closes the pipe, a write fails; no signal should end the process.
        signal(SIGPIPE, SIG_IGN)
        if let line = ToolCommandLine(arguments: CommandLine.arguments) { await ToolProcess.run(line) }
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let reply = CompletionEntry.reply(to: arguments) { return Console.standard.write(reply) }
        if let script = CompletionScript(generatedBy: arguments) { return Console.standard.write(script.text) }
        do {
            if try ManualEntry.write(for: arguments) { return }
            // If there is another mistake on the line, the parser's own flag would accept `--version X.Y` of a subcommand,
            // and succeed.
            if arguments == ["--version"] {
                return try await reporting { Console.standard.write("\(version)\n") }
            }
            try await reporting { try checkCommandLine(arguments) }
        } catch {
            exit(withError: error)
        }
        await runHidingCredentials()
    }
}

extension MirrorCommand {
    /// Checks the command line by the command that it names; only a message about a mistake needs all the others.
    private static func checkCommandLine(_ arguments: [String]) throws {
        if let tree = try CommandTree.load(forCommand: arguments.first) {
            var check = CommandLineCheck(arguments, tree: tree)
            if (try? check.check()) != nil { return }
        }
        var check = CommandLineCheck(arguments, tree: try CommandTree.load(), habits: ToolFlag.habits)
        try check.check()
    }

    /// Runs the command in the arguments; ends the process if it fails.
    ///
    /// Its messages get the form of ours. The parser quotes words that it does not understand, and these may contain a password, as in
    /// `docker://joe:secret@host`.
    static func runHidingCredentials() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            let message = fullMessage(for: error)
            let shown = ParserMessage(message)?.text ?? message + "\n"
            guard shown.hidingCredentials != message + "\n" else { exit(withError: error) }
            Console.standard.note(shown.hidingCredentials)
            Foundation.exit(exitCode(for: error).rawValue)
        }
    }
}

extension CommandTree {
    /// All commands of this tool.
    static func load() throws -> CommandTree { try CommandTree(dump: Data(MirrorCommand._dumpHelp().utf8)) }

    /// The tool with only this command, because the parser takes long to describe all; `nil` where no command has the name.
    static func load(forCommand name: String?) throws -> CommandTree? {
        guard let command = MirrorCommand.configuration.subcommands.first(where: { $0._commandName == name }) else {
            return nil
        }
        return CommandTree("mirror", of: try CommandTree(dump: Data(command._dumpHelp().utf8)))
    }
}
