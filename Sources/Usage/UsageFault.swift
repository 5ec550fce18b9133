// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

/// A mistake in a command line, with its remedy.
package struct UsageFault: ExplainedError, Equatable {
    /// The command whose help explains more.
    package let command: String
    package let message: String
    package var remedy: String?

    package var explanation: Explanation {
        Explanation(message, remedy: remedy).adding(remedy: "See: \(command) --help")
    }

    static func unknownCommand(_ word: String, of command: String, among names: [String]) -> UsageFault {
        let shown = printable(word)
        if let habit = OtherTools.command(word) {
            return UsageFault(command: command, message: "`\(command)` has no command `\(shown)`", remedy: habit)
        }
        if word.contains("://") || word.hasSuffix(".yaml") {
            return UsageFault(
                command: command,
                message: "`\(shown)` is not a command",
                remedy: """
                    Name the command first: mirror plan -c isc.yaml --to docker://host[:port][/namespace]
                    Command lines of oc-mirror work behind its name: mirror oc-mirror …
                    """
            )
        }
        guard let nearest = nearestName(to: word, among: names) else {
            return UsageFault(
                command: command,
                message: "`\(command)` has no command `\(shown)`",
                remedy: names.isEmpty ? nil : "It has: \(names.joined(separator: ", "))"
            )
        }
        return UsageFault(
            command: command,
            message: "`\(command)` has no command `\(shown)`; did you mean `\(command) \(nearest)`?"
        )
    }

    static func unknownOption(
        _ word: String,
        of command: String,
        _ known: CommandTree,
        elsewhere: [String],
        habits: [String: String]
    ) -> UsageFault {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0].drop { $0 == "-" })
        let message = "`\(command)` has no option `\(printable(String(parts[0])))`"
        if let habit = OtherTools.option(name, of: command) {
            return UsageFault(command: command, message: "\(message): \(habit)")
        }
        if !elsewhere.isEmpty {
            // Options follow their command.
            let isAbove = elsewhere.allSatisfy { $0.hasPrefix("\(command) ") }
            let places = elsewhere.prefix(4).map { "`\($0)`" }.joined(separator: ", ")
            return UsageFault(
                command: command,
                message: message,
                remedy: isAbove ? "Write it after its command: \(places)" : "It is an option of \(places)."
            )
        }
        if let habit = habits[name] { return UsageFault(command: command, message: "\(message): \(habit)") }
        let spellings = known.options.flatMap(\.spellings)
        let names = spellings.map { String($0.drop { $0 == "-" }) }
        // `-n5`: the option is known, and its value follows without a space.
        if let short = spellings.first(where: { $0.count == 2 && word.hasPrefix($0) }),
            word.dropFirst(2).allSatisfy(\.isNumber)
        {
            return UsageFault(command: command, message: "\(message); did you mean `\(short) \(word.dropFirst(2))`?")
        }
        guard let nearest = nearestName(to: name, among: names.filter { $0.count > 1 }) else {
            return UsageFault(command: command, message: message)
        }
        return UsageFault(command: command, message: "\(message); did you mean `--\(nearest)`?")
    }

    static func unexpectedArgument(_ word: String, of command: String, options: [String]) -> UsageFault {
        let shown = printable(word)
        var fault = UsageFault(command: command, message: "`\(command)` does not expect the argument `\(shown)`")
        if word.contains("://"), options.contains("--to") {
            fault.remedy = "Name the target with --to: --to \(shellArgument(shown))"
        } else if word.hasSuffix(".yaml") || word.hasSuffix(".yml"), options.contains("--config") {
            fault.remedy = "Name the configuration with -c: -c \(shellArgument(shown))"
        }
        return fault
    }

    static func missingValue(of option: String, in command: String, before word: String?) -> UsageFault {
        UsageFault(
            command: command,
            message: "`\(option)` needs a value",
            remedy: word.map { "If `\(printable($0))` is the value, write: \(option)=\(shellArgument(printable($0)))" }
        )
    }

    static func unexpectedValue(of option: String, in command: String) -> UsageFault {
        UsageFault(
            command: command,
            message: "`\(option)` takes no value",
            remedy: "Write `\(option)`, or leave it out."
        )
    }

    static func repeated(_ option: String, in command: String, _ values: [String]) -> UsageFault {
        UsageFault(
            command: command,
            message: "`\(option)` is given twice: \(values.map { "`\(printable($0))`" }.joined(separator: " and "))",
            remedy: option == "--config"
                ? "Give it once: each configuration has a plan of its own, and several may fill one target."
                : "Give it once."
        )
    }

    /// `meaning` is what the help says of the option.
    package static func missingOption(_ option: String, of command: String, meaning: String? = nil) -> UsageFault {
        let remedy =
            option == "--config"
            ? "Name the configuration: \(command) -c isc.yaml" : meaning.map { "\(option): \($0)" }
        return UsageFault(command: command, message: "`\(command)` needs `\(option)`", remedy: remedy)
    }

    /// `mirror apply` without a plan; `newest` is the title of the newest plan that may be applied, `id` what names it.
    package static func missingPlan(newest: (id: String, title: String)?) -> UsageFault {
        UsageFault(
            command: "mirror apply",
            message: "`mirror apply` needs a plan",
            remedy: newest.map { newest in
                """
                The newest plan that can be applied is \(printable(newest.title)).
                Apply it with `mirror apply \(newest.id)`, or let mirror find it: mirror apply --pending
                """
            } ?? "Make one: mirror plan -c isc.yaml. Or name the file of a plan: mirror apply plan.json"
        )
    }

    static func missingArgument(_ argument: CommandTree.Argument, of command: String) -> UsageFault {
        UsageFault(
            command: command,
            message: "`\(command)` needs \(argument.spelling)",
            remedy: argument.abstract.map { "\(argument.spelling): \($0)" }
        )
    }
}
