// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import GoTemplate

@Suite struct TokenTests {
    /// The tokens of a text: the kind of each, with what it covers.
    private func tokens(_ text: String) -> [String] {
        var lexer = Lexer(Array(text.utf8))
        var result: [String] = []
        while true {
            let token = lexer.next()
            let covered = String(decoding: lexer.text[token.start..<token.end], as: UTF8.self)
            switch token.kind {
            case .end: return result
            case .error: return result + ["error \(lexer.complaint?.string ?? "")"]
            case .space: result.append("space")
            default: result.append("\(token.kind) \(covered)")
            }
        }
    }

    @Test(
        arguments: [
            ("a{{.b}}c", ["text a", "leftDelimiter {{", "field .b", "rightDelimiter }}", "text c"]),
            ("a {{- 1 -}} c", ["text a", "leftDelimiter {{", "number 1", "rightDelimiter }}", "text c"]),
            ("{{ . }}", ["leftDelimiter {{", "space", "dot .", "space", "rightDelimiter }}"]),
            ("{{$}}", ["leftDelimiter {{", "variable $", "rightDelimiter }}"]),
            ("{{$x.y}}", ["leftDelimiter {{", "variable $x", "field .y", "rightDelimiter }}"]),
            ("{{.a.b}}", ["leftDelimiter {{", "field .a", "field .b", "rightDelimiter }}"]),
            ("{{a|b}}", ["leftDelimiter {{", "identifier a", "pipe |", "identifier b", "rightDelimiter }}"]),
            ("{{$a:=1}}", ["leftDelimiter {{", "variable $a", "declare :=", "number 1", "rightDelimiter }}"]),
            ("{{$a=1}}", ["leftDelimiter {{", "error bad character U+003D '='"]),
            ("{{$a =1}}", ["leftDelimiter {{", "variable $a", "space", "assign =", "number 1", "rightDelimiter }}"]),
            (
                "{{(1)}}",
                ["leftDelimiter {{", "leftParenthesis (", "number 1", "rightParenthesis )", "rightDelimiter }}"]
            ),
            (
                "{{\"a\"`b`'c'}}",
                ["leftDelimiter {{", "string \"a\"", "rawString `b`", "characterConstant 'c'", "rightDelimiter }}"]
            ),
            (
                "{{true false nil}}",
                ["leftDelimiter {{", "bool true", "space", "bool false", "space", "null nil", "rightDelimiter }}"]
            ),
            (
                "{{if else end}}",
                ["leftDelimiter {{", "if if", "space", "else else", "space", "endKeyword end", "rightDelimiter }}"]
            ),
            ("{{range with}}", ["leftDelimiter {{", "range range", "space", "with with", "rightDelimiter }}"]),
            ("{{define block}}", ["leftDelimiter {{", "define define", "space", "block block", "rightDelimiter }}"]),
            (
                "{{break continue}}",
                ["leftDelimiter {{", "break break", "space", "continue continue", "rightDelimiter }}"]
            ),
            ("{{template}}", ["leftDelimiter {{", "template template", "rightDelimiter }}"]),
            (
                "{{iff ends nill}}",
                [
                    "leftDelimiter {{", "identifier iff", "space", "identifier ends", "space", "identifier nill",
                    "rightDelimiter }}",
                ]
            ),
            ("{{1+2i}}", ["leftDelimiter {{", "complex 1+2i", "rightDelimiter }}"]),
            ("{{-1.5e3}}", ["leftDelimiter {{", "number -1.5e3", "rightDelimiter }}"]),
            ("{{.5}}", ["leftDelimiter {{", "number .5", "rightDelimiter }}"]),
            ("{{,#}}", ["leftDelimiter {{", "character ,", "character #", "rightDelimiter }}"]),
            ("{{/* c */}}x", ["text x"]),
            ("x {{- /* c */ -}} y", ["text x", "text y"]),
            ("{{.if.end}}", ["leftDelimiter {{", "field .if", "field .end", "rightDelimiter }}"]),
            ("{{a  \n b}}", ["leftDelimiter {{", "identifier a", "space", "identifier b", "rightDelimiter }}"]),
            ("{{a  -}} b", ["leftDelimiter {{", "identifier a", "space", "rightDelimiter }}", "text b"]),
            ("{{", ["leftDelimiter {{", "error unclosed action"]),
            ("a{{\"", ["text a", "leftDelimiter {{", "error unterminated quoted string"]),
            ("", []),
        ] as [(String, [String])]
    )
    func areCut(text: String, pieces: [String]) {
        #expect(tokens(text) == pieces)
    }

    @Test func haveTheirLines() {
        var lexer = Lexer(Array("a\nb {{- 1\n2 -}}\n\nc{{/* d\n\n */}}{{ 3 }}\n".utf8))
        var lines: [Int] = []
        while true {
            let token = lexer.next()
            if token.kind == .end { break }
            if token.kind != .space { lines.append(token.line) }
        }
        // a b | {{ | 1 | 2 | }} | c | {{ | 3 | }} | the end of the line
        #expect(lines == [1, 2, 2, 3, 3, 5, 7, 7, 7, 7])
    }

    @Test func endAgainAndAgain() {
        var lexer = Lexer(Array("a".utf8))
        _ = lexer.next()
        #expect(lexer.next().kind == .end)
        #expect(lexer.next().kind == .end)
        var failing = Lexer(Array("{{ \"".utf8))
        var kinds = [failing.next().kind, failing.next().kind, failing.next().kind]
        kinds.append(failing.next().kind)
        #expect(kinds == [.leftDelimiter, .space, .error, .error])
    }

    @Test func coverTheWholeTextButWhatIsTrimmed() {
        for text in ["a{{ b }}c\n{{c}}", "{{a}}{{b}} {{c}}", "é{{ \"ü\" }}ß"] {
            var lexer = Lexer(Array(text.utf8))
            var bytes: [UInt8] = []
            while true {
                let token = lexer.next()
                if token.kind == .end { break }
                bytes += lexer.text[token.start..<token.end]
            }
            #expect(String(decoding: bytes, as: UTF8.self) == text)
        }
    }
}
