// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// The flags of a command line by their names; of a repeated flag the last value counts, as in oc-mirror.
struct GivenFlags: Sendable {
    private var values: [FlagName: FlagValue] = [:]
    /// The names in the order of the line, each once.
    private(set) var names: [FlagName] = []
    /// What to say about repeated flags and about values that are probably meant otherwise.
    private(set) var notes: [ToolNote] = []

    init(_ flags: [CommandWords.Flag]) {
        for flag in flags {
            switch (values[flag.name], flag.value) {
            case (nil, _): names.append(flag.name)
            case (.list(let earlier)?, .list(let more)):
                values[flag.name] = .list(earlier + more)
                continue
            case (let earlier?, let later):
                if earlier != later {
                    notes.append(ToolNote(flag.name, "`\(flag.name.spelling)` is given twice; the last value counts"))
                }
            }
            values[flag.name] = flag.value
            if flag.name == .verbose, flag.isAttached, let number = number(.verbose), number < 3, number > 0 {
                notes.append(
                    ToolNote(.verbose, "`-v\(number)` is the verbosity \(number); `--v\(number)` chooses a program")
                )
            }
        }
    }

    func has(_ name: FlagName) -> Bool { values[name] != nil }

    /// The value of a switch, or its default.
    func isOn(_ name: FlagName) -> Bool {
        if case .boolean(let value)? = values[name] { return value }
        if case .boolean(let value) = ToolFlag.named(name).kind { return value }
        return false
    }

    /// Whether a flag is given, and a switch not with the value that it has anyway.
    func isEffective(_ name: FlagName) -> Bool {
        guard case .boolean(let usual) = ToolFlag.named(name).kind else { return has(name) }
        return isOn(name) != usual
    }

    func text(_ name: FlagName) -> String? {
        if case .text(let text)? = values[name] { text } else { nil }
    }

    func list(_ name: FlagName) -> [String]? {
        if case .list(let texts)? = values[name] { texts } else { nil }
    }

    func number(_ name: FlagName) -> Int? {
        if case .number(let number)? = values[name] { number } else { nil }
    }
}
