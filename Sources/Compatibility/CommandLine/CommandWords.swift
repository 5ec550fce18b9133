// SPDX-License-Identifier: Apache-2.0

import Diagnostics

/// A command line divided into flags and operands, by the rules of the Go library that oc-mirror uses.
///
/// The kind of a flag does not depend on the command or the program, so this needs to know neither.
struct CommandWords: Sendable, Equatable {
    /// A flag of the line.
    struct Flag: Sendable, Equatable {
        let name: FlagName
        let value: FlagValue
        /// Whether its value followed its letter without a space, as in `-v2`.
        let isAttached: Bool
    }

    private(set) var flags: [Flag] = []
    private(set) var operands: [String] = []
    private var rest: ArraySlice<String>
    private let tool: String

    init(_ words: [String], tool: String) throws(ToolRefusal) {
        self.tool = tool
        rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                operands += rest
                rest = []
            } else if word.hasPrefix("--") {
                try take(long: word)
            } else if word.hasPrefix("-"), word.count > 1 {
                try take(letters: word)
            } else {
                operands.append(word)
            }
        }
    }

    private mutating func take(long word: String) throws(ToolRefusal) {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first.flatMap({ FlagName(rawValue: String($0)) }) else {
            throw .unknown("--\(parts.first ?? "")", of: tool)
        }
        try take(name, attached: parts.count > 1 ? String(parts[1]) : nil)
    }

    /// Takes a word of letters, each of which is a flag; the first one with a value takes the rest of the word.
    private mutating func take(letters word: String) throws(ToolRefusal) {
        try refuseMissingDash(word)
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            guard let name = FlagName(letter: letter) else { throw .unknown("-\(letter)", of: tool) }
            if letters.first == "=" {
                return try take(name, attached: String(letters.dropFirst()))
            }
            guard case .boolean = ToolFlag.named(name).kind else {
                return try take(name, attached: letters.isEmpty ? nil : String(letters), isAttached: !letters.isEmpty)
            }
            try take(name, attached: nil)
        }
    }

    /// Refuses `-config=x`, which would mean `-c onfig=x`.
    private func refuseMissingDash(_ word: String) throws(ToolRefusal) {
        let typed = String(word.dropFirst().prefix { $0 != "=" })
        // `-v2` is the verbosity 2.
        guard typed.count > 2, let name = FlagName(rawValue: typed) else { return }
        throw ToolRefusal(
            .flag(name),
            "`\(printable(word))` has one dash, and flags with a name have two",
            "write `-\(printable(word))`"
        )
    }

    private mutating func take(_ name: FlagName, attached: String?, isAttached: Bool = false) throws(ToolRefusal) {
        let flag = ToolFlag.named(name)
        let text: String
        if let attached {
            text = attached
        } else if case .boolean = flag.kind {
            text = "true"
        } else if let next = rest.first, next == "-" || !next.hasPrefix("-") {
            text = next
            rest.removeFirst()
        } else {
            throw FlagValue.missing(name, flag.kind.placeholder, before: rest.first)
        }
        flags.append(Flag(name: name, value: try FlagValue(text, of: flag), isAttached: isAttached))
    }
}

extension FlagKind {
    /// What stands for a value in messages.
    var placeholder: String {
        switch self {
        case .boolean: "false"
        case .text(let placeholder), .list(let placeholder): placeholder
        case .number: "N"
        case .duration: "10m"
        }
    }
}
