// SPDX-License-Identifier: Apache-2.0

import Foundation
import GoTemplate
import Testing

/// Numbers that look random, and are the same in each run.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Texts that nobody would write, most of them made of pieces of the language.
///
/// `GOTEMPLATE_FUZZ_INPUTS` says how many there are.
@Suite struct FuzzTests {
    private static let inputs =
        ProcessInfo.processInfo.environment["GOTEMPLATE_FUZZ_INPUTS"].flatMap { Int($0) } ?? 2_000

    private static let pieces = [
        "{{", "}}", "{{-", "-}}", "{{- ", " -}}", "{{/*", "*/}}", "(", ")", "|", ",", ":=", "=", ".", "$", "$x", "$y",
        ".a", ".s", ".l", ".m", ".a.b.c", " ", "\n", "\t", "if", "else", "end", "range", "with", "define", "block",
        "template",
        "break", "continue", "nil", "true", "false", "\"", "`", "'", "\"a\"", "\"t\"", "`b`", "'c'", "0", "1", "-1",
        "1.5", "0x1F", "1e9", "1i", "9223372036854775807", "index", "slice", "len", "print", "printf", "println",
        "html", "js", "urlquery",
        "and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "call", "\"%d %s\"", "\"%*[1]d\"", "\"%.9999f\"", "\\",
        "\u{0}", "é", "\u{1F600}", "text",
        "{{ if .a }}", "{{ else }}", "{{ end }}", "{{ range .l }}", "{{ range $i, $e := .m }}", "{{ define \"d\" }}",
        "{{ template \"d\" . }}", "{{ $x := 1 }}", "{{ $x = .s }}", "{{ . }}", "{{ with .m }}", "{{ break }}",
        "{{ continue }}", "{{ range 3 }}",
    ].map { Array($0.utf8) }

    private func text(_ generator: inout SeededGenerator) -> Text {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...24, using: &generator) {
            switch Int.random(in: 0..<20, using: &generator) {
            case 0: bytes.append(UInt8.random(in: .min ... .max, using: &generator))
            case 1: bytes += Array(repeating: Self.pieces.randomElement(using: &generator) ?? [], count: 3).joined()
            default: bytes += Self.pieces.randomElement(using: &generator) ?? []
            }
            if Bool.random(using: &generator) { bytes.append(0x20) }
        }
        return Text(bytes)
    }

    @Test func alwaysEndWithAnOutputOrAnErrorInThem() {
        var generator = SeededGenerator(state: 20_240_101)
        var (parsed, executed) = (0, 0)
        let values = exampleValues()
        for _ in 0..<Self.inputs {
            let set = TemplateSet(limits: ExecutionLimits(steps: 2_000, bytes: 1 << 22, templates: 50, nesting: 60))
            let text = text(&generator)
            do {
                try set.parse(text, named: "t")
                parsed += 1
                _ = try set.execute("t", with: values)
                executed += 1
            } catch let error as ParseError {
                let lines = text.bytes.count { $0 == 0x0A } + 1
                #expect(error.line >= 0 && error.line <= lines, "\(text.quoted)")
            } catch let error as ExecutionError {
                if let place = error.place {
                    #expect(place.line <= text.bytes.count { $0 == 0x0A } + 1, "\(text.quoted)")
                }
                #expect(!error.cause.isEmpty)
            } catch {
                Issue.record("\(error)")
            }
        }
        #expect(parsed > Self.inputs / 50 && executed > Self.inputs / 100, "\(parsed) parsed, \(executed) executed")
    }

    @Test func formatsEverything() {
        var generator = SeededGenerator(state: 7)
        let characters = Array("%%%%[]*.+-# 0123456789dvsqxXobOcUtTefgGFEpwz!é\u{0}".unicodeScalars)
        let values: [Value] = [
            .null, .int(-3), .float(2.5), .string("aé\u{FFFD}"), .bool(true), exampleValues(),
            .complex(real: .nan, imaginary: -0.0), .float(.infinity), .integer(-1, .uint64),
        ]
        for _ in 0..<Self.inputs / 10 {
            var format = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...12, using: &generator) {
                format.append(characters.randomElement(using: &generator) ?? "%")
            }
            let arguments = (0..<Int.random(in: 0...3, using: &generator)).map { _ in
                values.randomElement(using: &generator) ?? .null
            }
            let text = formatted(Text(String(format)), arguments)
            #expect(text.count < 64 << 20)
        }
    }

    @Test func printsNumbersThatAreReadAgain() {
        var generator = SeededGenerator(state: 99)
        for _ in 0..<Self.inputs / 10 {
            let number = Double(bitPattern: generator.next())
            guard number.isFinite else { continue }
            for format: Text in ["%v", "%g", "%x", "%.17g", "%.17e"] {
                #expect(Double(formatted(format, [.float(number)]).string) == number, "\(format) of \(number)")
            }
            let short = Double.random(in: -1e6...1e6, using: &generator)
            for (format, digits) in [("%.0f", 0), ("%.3f", 3), ("%.9f", 9)] {
                let wanted = String(format: format, short)
                #expect(formatted(Text(format), [.float(short)]).string == wanted, "\(digits) digits of \(short)")
            }
        }
    }
}
