// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Compatibility

@Suite("Command lines of any shape")
struct CommandLineFuzzTests {
    private static let pieces: [String] =
        FlagName.allCases.map(\.spelling) + ToolCommand.allCases.flatMap(\.words) + [
            "docker://", "file://", "oci://", "docker://r.e:5000/a", "file://out", "isc.yaml", "-c", "-v2", "-hc", "-",
            "--", "---",
            "=", "--=", "-=", "", " ", "\\", "\u{301}", "-\u{301}", "–c", "--v1", "--v2", "4.17", "true", "false", "-p",
            "0", "-1",
            "99999999999999999999", "1h", "99999999999999999999999999999h", "é", "🦉", "\0", "a\nb", "@sha256:", ":",
            "://", "...",
            "docker://joe:secret@r.e", "file://localhost/x", "working-dir", "2026-01-31", "amd64,arm64", ",", "x.tar",
        ]

    private func line(_ random: inout SeededGenerator) -> [String] {
        (0..<Int.random(in: 0...8, using: &random)).map { _ in
            var word = Self.pieces.randomElement(using: &random) ?? ""
            while Int.random(in: 0..<4, using: &random) == 0 {
                word += ["", "="].randomElement(using: &random) ?? ""
                word += Self.pieces.randomElement(using: &random) ?? ""
            }
            if Int.random(in: 0..<8, using: &random) == 0, !word.isEmpty {
                let index = word.indices.randomElement(using: &random) ?? word.startIndex
                word.remove(at: index)
            }
            return word
        }
    }

    @Test("become an invocation or a refusal with a remedy, and its files have names", arguments: 0..<10)
    func anything(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var understood = 0
        for _ in 0..<400 {
            let words = line(&random)
            do throws(ToolRefusal) {
                let invocation = try ToolCommandLine(words).invocation()
                let files = ToolFiles(of: invocation, at: Date(timeIntervalSince1970: 1), in: .gmt)
                #expect((files.reads + files.writes).allSatisfy { !$0.path.isEmpty }, "\(words)")
                understood += 1
            } catch {
                #expect(error.explanation.remedy?.isEmpty == false && !error.explanation.summary.isEmpty, "\(words)")
                #expect(
                    (!"\(error)".contains("secret")
                        || words.contains { $0.contains("secret") && !$0.contains("joe:secret@") })
                        && !"\(error)".contains("\0"),
                    "\(words)"
                )
            }
        }
        #expect(understood > 0)
    }

    @Test("that are understood mean the same with their flags in front of them", arguments: 0..<10)
    func order(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let flags = [
            "--dry-run", "--config=a.yaml", "--skip-pruning", "--max-nested-paths=3", "--dest-use-http", "--v1",
        ]
        let words = (flags + ["docker://r.e/a"]).shuffled(using: &random)
        let first = try ToolCommandLine(words).invocation()
        let second = try ToolCommandLine(flags + ["docker://r.e/a"]).invocation()
        #expect(first.work == second.work && first.reaching == second.reaching)
    }
}
