// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import MirrorConfiguration

@Suite("A character that was pasted")
struct PastedCharacterTests {
    @Test(
        "is named as people call it, with the number that Unicode has for it, and what was meant",
        arguments: [
            ("\u{a0}", "a no-break space", "U+00A0", " "), ("\u{202f}", "a no-break space", "U+202F", " "),
            ("\u{2003}", "a special space", "U+2003", " "), ("\u{3000}", "a special space", "U+3000", " "),
            ("\u{200b}", "a zero-width space", "U+200B", ""), ("\u{feff}", "a byte order mark", "U+FEFF", ""),
            ("\u{ad}", "a soft hyphen", "U+00AD", ""), ("\u{200e}", "a mark of the writing direction", "U+200E", ""),
            ("\u{202e}", "a mark of the writing direction", "U+202E", ""),
            ("\u{2060}", "an invisible character", "U+2060", ""),
            ("\u{201c}", "a typographic quote", "U+201C", "\""), ("\u{bb}", "a typographic quote", "U+00BB", "\""),
            ("\u{2019}", "a typographic quote", "U+2019", "'"), ("\u{203a}", "a typographic quote", "U+203A", "'"),
            ("\u{2013}", "an en dash", "U+2013", "-"), ("\u{2014}", "an em dash", "U+2014", "-"),
            ("\u{2011}", "a no-break hyphen", "U+2011", "-"), ("\u{2212}", "a typographic dash", "U+2212", "-"),
            ("\u{ff1a}", "a full-width mark", "U+FF1A", ":"), ("\u{ff0c}", "a full-width mark", "U+FF0C", ","),
        ] as [(Unicode.Scalar, String, String, String)]
    )
    func known(scalar: Unicode.Scalar, name: String, code: String, plain: String) throws {
        let character = try #require(PastedCharacter(scalar))
        #expect((character.name, character.code, character.plain) == (name, code, plain))
        #expect(character.summary.contains("\(name) (\(code)) "))
    }

    @Test(
        "is none where people may mean it",
        arguments: ["a", " ", "\t", "-", "'", "\"", ":", "é", "ü", "日", "😀", "…", "·", "\u{301}", "\u{85}", "¿", "№"]
            as [Unicode.Scalar]
    )
    func others(scalar: Unicode.Scalar) { #expect(PastedCharacter(scalar) == nil) }

    @Test func `is none of those that a keyboard has`() {
        for value in UInt32(0x20)...0x7e { #expect(Unicode.Scalar(value).flatMap(PastedCharacter.init) == nil) }
    }

    @Test(
        "is removed by the command that its advice names",
        arguments: ["\u{a0}", "\u{200b}", "\u{201c}", "\u{2019}", "\u{2013}", "\u{ff1a}"] as [Unicode.Scalar]
    )
    func command(scalar: Unicode.Scalar) async throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("a\(scalar)b\(scalar) é c\n", to: "my isc.yaml")
        let character = try #require(PastedCharacter(scalar))
        let remedy = character.remedy(in: path)
        let command = try #require(remedy.split(separator: "everywhere in the file: ").last)
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", String(command)]
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0)
        let plain = character.plain
        #expect(String(decoding: try folder.read("my isc.yaml"), as: UTF8.self) == "a\(plain)b\(plain) é c\n")
    }
}

@Suite("A line of what a text was copied out of")
struct ForeignLineTests {
    @Test(
        "is told from those of a configuration",
        arguments: [
            ("```", .fence), ("```yaml", .fence), ("  ```", .fence), ("~~~", .fence),
            ("cat > isc.yaml <<EOF", .hereDocument),
            ("cat <<'EOF' | mirror plan -c -", .hereDocument), ("EOF", .hereDocument), ("  EOF", .hereDocument),
            ("<<<<<<< HEAD", .conflict), (">>>>>>> other", .conflict), ("=======", .conflict), ("``", nil),
            ("cat: a", nil),
            ("cat > isc.yaml", nil), ("EOF:", nil), ("EOFS", nil), ("<<<<<<<", nil), ("<<: *a", nil), ("======", nil),
            ("========", nil), ("name: ```", nil), ("", nil), ("a: >>>>>>> b", nil),
        ] as [(String, ForeignLine?)]
    )
    func kinds(line: String, kind: ForeignLine?) { #expect(ForeignLine(Array(line.unicodeScalars)) == kind) }
}
