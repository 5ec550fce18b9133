// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import TestSupport
import Testing

@testable import Usage

@Suite("Any command line")
struct CommandLinePropertyTests {
    private let tree: CommandTree

    init() throws { tree = try ToolTree.load() }

    private func line(_ seed: UInt64) -> (RandomLine, SeededGenerator) {
        var generator = SeededGenerator(seed: seed)
        return (RandomLine(of: tree, using: &generator), generator)
    }

    @Test("passes with what its command needs and knows, in every order and spelling", arguments: 0..<80)
    func passes(seed: UInt64) {
        let (line, _) = line(seed)
        #expect(line.fault(in: tree) == nil, "\(line.words)")
    }

    @Test("is refused without what its command needs, by its name", arguments: 0..<80)
    func needs(seed: UInt64) {
        var (line, _) = line(seed)
        if let needed = line.command.options.first(where: { !$0.isOptional }) {
            line.options.removeAll { words in needed.spellings.contains { words[0].hasPrefix($0) } }
            // Without any option the command may not be named at all.
            #expect(line.fault(in: tree)?.message == "`\(line.name)` needs `\(needed.spelling)`", "\(line.words)")
        } else {
            line.arguments = []
            let name = line.command.positionals.first?.valueName ?? ""
            #expect(line.fault(in: tree)?.message == "`\(line.name)` needs <\(name)>", "\(line.words)")
        }
    }

    @Test(
        "is refused with an option that is given twice, and with both values, unless it may be repeated",
        arguments: 0..<80
    )
    func repeated(seed: UInt64) {
        var (line, generator) = line(seed)
        guard let option = line.command.options.filter({ $0.kind == .option }).randomElement(using: &generator) else {
            return
        }
        line.options.removeAll { words in option.spellings.contains { words[0].hasPrefix($0) } }
        line.options += [[option.spelling, "x"], ["\(option.spelling)=y"]]
        let message = "`\(option.spelling)` is given twice: `x` and `y`"
        #expect(line.fault(in: tree)?.message == (option.isRepeating ? nil : message), "\(line.words)")
    }

    @Test("is refused with one more argument than its command takes", arguments: 0..<80)
    func tooMany(seed: UInt64) {
        var (line, _) = line(seed)
        line.arguments.append("more")
        let takesAll = line.command.positionals.last?.isRepeating == true
        let message = "`\(line.name)` does not expect the argument `more`"
        #expect(line.fault(in: tree)?.message == (takesAll ? nil : message), "\(line.words)")
    }

    @Test("is answered with the option that was meant, whichever letter of it is missing", arguments: 0..<80)
    func misspelled(seed: UInt64) throws {
        var (line, generator) = line(seed)
        guard let option = line.command.options.filter({ $0.spelling.count > 5 }).randomElement(using: &generator)
        else { return }
        var typed = option.spelling
        typed.remove(at: typed.index(typed.startIndex, offsetBy: Int.random(in: 2..<typed.count, using: &generator)))
        line.options.append([typed])
        let fault = try #require(line.fault(in: tree), "\(line.words)")
        #expect(fault.message == "`\(line.name)` has no option `\(typed)`; did you mean `\(option.spelling)`?")
        #expect(fault.command == line.name)
    }

    @Test("ends with a fault or passes, whatever the words", arguments: 0..<40)
    func anything(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let all = [
            "plan", "apply", "delete", "undo", "view", "help", "-", "--", "---", "-c", "--config", "--to=", "-json",
            "--keep",
            "=", "--=", "-=x", "", "a", "isc.yaml", "docker://x", "-5", "\u{1b}", "🗝",
        ]
        for _ in 0..<25 {
            let words = (0..<Int.random(in: 0...5, using: &generator)).compactMap { _ in
                all.randomElement(using: &generator)
            }
            var check = CommandLineCheck(words, tree: tree)
            do {
                try check.check()
            } catch {
                #expect(error.command.hasPrefix("tool") && error.description.hasSuffix("See: \(error.command) --help"))
                #expect(!error.description.contains("\u{1b}"), "\(words)")
            }
        }
    }
}
