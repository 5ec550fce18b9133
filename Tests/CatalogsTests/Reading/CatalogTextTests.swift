// SPDX-License-Identifier: Apache-2.0

import JSONDocuments
import TestSupport
import Testing

@testable import Catalogs

/// What is found in pieces of a file, as text: each document with its place, its schema and its JSON, or the error.
private func found(in pieces: [[UInt8]], limit: Int = 1 << 20) -> [String] {
    var found: [String] = []
    var text = CatalogText(parser: JSONDocumentParser(), limit: limit)
    func take(_ document: TextDocument, _ bytes: () -> [UInt8]) throws {
        let whole = pieces.flatMap(\.self)
        #expect(bytes() == Array(whole[Int(document.offset)...].prefix(document.length)))
        let json = document.format == .json ? bytes() : try YAMLTranslation(bytes()).json
        found.append(
            "\(document.format) \(document.line) \(document.offset)+\(document.length) \(document.summary.schema)"
                + " \(String(decoding: json, as: UTF8.self))"
        )
    }
    do {
        for piece in pieces { try text.append(piece, take) }
        try text.finish(take)
    } catch {
        found.append("\(error)")
    }
    // What was passed over, behind what was read.
    return found + text.faults.map { "\($0.error)" }
}

@Suite("The text of a catalog's file")
struct CatalogTextTests {
    private static let noDocument = """
        1:1: expected a document with a field `schema`, in JSON or YAML
        to leave out a file that is not part of the catalog, add a line to `.indexignore`
        """

    /// A text and what is found in it.
    private static let cases: [(String, [String])] = [
        ("", []),
        (" \n\n\t\n", []),
        (
            "\n {\"schema\":\"a\"}\n{\"schema\":\"b\"}",
            [
                #"json 2 2+14 a {"schema":"a"}"#, #"json 3 17+14 b {"schema":"b"}"#,
            ]
        ),
        (
            "{\"schema\":\"a\"}\n---\nschema: b\n",
            [
                #"json 1 0+14 a {"schema":"a"}"#,
                "2:1: expected `{`, the beginning of a JSON document\ncheck the text between the documents",
            ]
        ),
        ("schema: a", [#"yaml 1 0+9 a {"schema":"a"}"#]),
        (
            "# of a\n\n---\nschema: a\n---\n\n---\n# nothing\n---\nschema: b\n...\n",
            [
                #"yaml 4 12+9 a {"schema":"a"}"#, #"yaml 10 45+9 b {"schema":"b"}"#,
            ]
        ),
        (
            "--- {schema: a}\n--- # b\nschema: b\n",
            [
                #"yaml 1 3+12 a {"schema":"a"}"#, #"yaml 3 24+9 b {"schema":"b"}"#,
            ]
        ),
        (
            "%YAML 1.1\n---\nschema: a\n...\n%TAG ! !\n---\nschema: b\n",
            [
                #"yaml 3 14+9 a {"schema":"a"}"#, #"yaml 7 41+9 b {"schema":"b"}"#,
            ]
        ),
        (
            "schema: a\ntext: |\n  ---\n  more\n----: x\nend: ...\n",
            [
                #"yaml 1 0+47 a {"schema":"a","text":"---\nmore\n","----":"x","end":"..."}"#
            ]
        ),
        (
            "---\nnull\n---\n~\n---\nschema: a\r\n---\r\nschema: b\r\n",
            [
                #"yaml 6 19+10 a {"schema":"a"}"#, #"yaml 8 35+10 b {"schema":"b"}"#,
            ]
        ),
        (
            "schema: a\n---\nb: 1\n",
            [
                #"yaml 1 0+9 a {"schema":"a"}"#, "3:1: expected a field `schema`",
            ]
        ),
        (
            "schema: olm.bundle\nrelatedImages:\n- image: a\n- image: 1\n",
            [
                "4:10: expected a string as `relatedImages[1].image`"
            ]
        ),
        (
            "schema: a\n---\nschema: [\n",
            [
                #"yaml 1 0+9 a {"schema":"a"}"#,
                "3:9: the `[` of line 3 is not closed with `]`, or a comma is missing before this"
                    + "\nwrite the `]` or the comma; if it is text, put the value in quotes: `schema: \"[\"`",
            ]
        ),
        ("--- {schema: 1}\n", ["1:14: expected a string as `schema`"]),
        (
            "\n--- {schema: a}}\n",
            [
                "2:16: text follows the closing `}` of the value\nremove it, or put the whole value in quotes"
            ]
        ),
        ("[1, 2]", [noDocument]),
        ("read me\n", [noDocument]),
    ]

    @Test("is JSON or YAML, of many documents", arguments: cases.indices)
    func documents(index: Int) {
        let (text, expected) = Self.cases[index]
        #expect(found(in: [Array(text.utf8)]) == expected)
    }

    @Test("means the same wherever its pieces end", arguments: cases.indices)
    func pieces(index: Int) {
        let bytes = Array(Self.cases[index].0.utf8)
        let whole = found(in: [bytes])
        for end in bytes.indices {
            #expect(found(in: [Array(bytes[..<end]), Array(bytes[end...])]) == whole, "cut at \(end)")
        }
        #expect(found(in: bytes.map { [$0] }) == whole)
    }

    @Test("may be YAML with all that Kubernetes' tools take")
    func yaml() {
        let text = """
            schema: &s olm.custom
            again: *s
            base: &base {one: 1, two: 0x10}
            merged:
              <<: *base
              two: yes
            numbers: [1.50, 1e3, -0.25, 1_000, .5]
            nothing:
            folded: >-
              a
              b
            quoted: "\\u00e9\\t\\x01\\"\\\\\\u2028\\x7f😀"
            version: 1.2.3
            tagged: !!str 1
            date: 2024-01-01
            """
        let expected =
            #"{"schema":"olm.custom","again":"olm.custom","base":{"one":1,"two":16},"#
            + #""merged":{"two":true,"one":1},"numbers":[1.5,1000,-0.25,1000,0.5],"nothing":null,"folded":"a b","#
            + #""quoted":"é\t\u0001\"\\\u2028\u007f😀","version":"1.2.3","tagged":"1","date":"2024-01-01"}"#
        #expect(found(in: [Array(text.utf8)]) == ["yaml 1 0+\(text.utf8.count) olm.custom \(expected)"])
    }

    @Test("may have documents as long as the limit", arguments: ["{\"schema\":\"a\",\"x\":\"", "schema: a\nx: \""])
    func limit(beginning: String) {
        let end = beginning.hasPrefix("{") ? "\"}" : "\""
        let text = Array((beginning + String(repeating: "x", count: 300) + end).utf8)
        #expect(found(in: [text], limit: text.count).count == 1)
        for size in [1, 50, 1000] {
            let pieces = stride(from: 0, to: text.count, by: size).map { Array(text[$0...].prefix(size)) }
            let error = found(in: pieces, limit: text.count - 1)
            #expect(error.count == 1)
            #expect(error[0].contains("the document that begins here is longer than the \(text.count - 1) bytes"))
        }
    }

    @Test("of blanks and comments costs time that grows with its length only")
    func blanks() {
        let text = Array(String(repeating: "#\n\n", count: 60_000).utf8) + Array("schema: a".utf8)
        #expect(found(in: [text]) == [#"yaml 120001 180000+9 a {"schema":"a"}"#])
    }
}
