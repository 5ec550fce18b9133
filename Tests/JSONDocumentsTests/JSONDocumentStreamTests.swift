// SPDX-License-Identifier: Apache-2.0

import JSONDocuments
import TestSupport
import Testing

/// What a stream finds in pieces of a text, as text: the documents with their places, or what went wrong.
func found(in pieces: [[UInt8]], limit: Int = 1 << 20) -> [String] {
    let stream = JSONDocumentStream(limit: limit)
    var found: [String] = []
    func take() throws(JSONDocumentError) {
        while let position = try stream.next() {
            let text = String(decoding: stream.bytes, as: UTF8.self)
            found.append("\(position.offset) \(position.line):\(position.column) \(text)")
        }
    }
    do {
        for piece in pieces {
            stream.append(piece)
            try take()
        }
        stream.finish()
        try take()
    } catch {
        found.append("\(error.line):\(error.column) \(error.message)")
    }
    return found
}

@Suite("Documents in a stream")
struct JSONDocumentStreamTests {
    /// A text and what is found in it.
    private static let cases: [(String, [String])] = [
        ("", []),
        (" \n\t\r\n", []),
        ("{}", ["0 1:1 {}"]),
        ("{}{}", ["0 1:1 {}", "2 1:3 {}"]),
        ("\n {\n}\n{\"a\":[{}]} ", ["2 2:2 {\n}", "6 4:1 {\"a\":[{}]}"]),
        (#"{"a":"}"} {"b":"\"}"}"#, [#"0 1:1 {"a":"}"}"#, #"10 1:11 {"b":"\"}"}"#]),
        (#"{"\\":"\\\\"}{"a":"\\\""}"#, [#"0 1:1 {"\\":"\\\\"}"#, #"13 1:14 {"a":"\\\""}"#]),
        ("{\"ü\":1}{}", ["0 1:1 {\"ü\":1}", "8 1:8 {}"]),
        ("{} x", ["0 1:1 {}", "1:4 expected `{`, the beginning of a JSON document"]),
        ("[{}]", ["1:1 expected `{`, the beginning of a JSON document"]),
        ("{}\n}", ["0 1:1 {}", "2:1 expected `{`, the beginning of a JSON document"]),
        ("{}\n  {\"a\": [1,", ["0 1:1 {}", "2:3 the document that begins here does not end"]),
        (#"{"a": "}"#, ["1:1 the document that begins here does not end"]),
        // What nests wrongly is found in its place, and refused when it is read.
        ("{]{}", ["0 1:1 {]", "2 1:3 {}"]),
    ]

    @Test("are found with their places", arguments: cases.indices)
    func documents(index: Int) {
        let (text, expected) = Self.cases[index]
        #expect(found(in: [Array(text.utf8)]) == expected)
    }

    @Test("are found wherever the pieces end", arguments: cases.indices)
    func pieces(index: Int) {
        let (text, expected) = Self.cases[index]
        let bytes = Array(text.utf8)
        for end in bytes.indices {
            #expect(found(in: [Array(bytes[..<end]), Array(bytes[end...])]) == expected, "cut at \(end)")
        }
        #expect(found(in: bytes.map { [$0] }) == expected)
    }

    @Test("are the ones that a simple reader finds, whatever the text and the pieces", arguments: 0..<200)
    func property(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let alphabet = Array(#"{}{}[]"""\\\,: ab"#.utf8) + [0x0a, 0xc3, 0xbc]
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            bytes += Array("{\"k\":\"".utf8)
            for _ in 0..<Int.random(in: 0...150, using: &generator) {
                bytes.append(alphabet.randomElement(using: &generator) ?? 0)
            }
            bytes += Array("\"}\n".utf8)
        }
        var pieces: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Int.random(in: 1...100, using: &generator)
            pieces.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        let expected = SimpleReader(bytes).found
        #expect(found(in: [bytes]) == expected)
        #expect(found(in: pieces) == expected)
    }

    @Test("may be as long as the limit, and not longer")
    func limit() {
        let text = Array(#"{"a":"\#(String(repeating: "x", count: 500))"}"#.utf8)
        #expect(found(in: [text + text], limit: text.count).count == 2)
        let refused = ["1:1 the document that begins here is longer than the \(text.count - 1) bytes that are read"]
        for size in [1, 7, 64, 600] {
            var pieces: [[UInt8]] = []
            for start in stride(from: 0, to: text.count, by: size) { pieces.append(Array(text[start...].prefix(size))) }
            #expect(found(in: pieces, limit: text.count - 1) == refused)
            // Also where its end never comes.
            let open = text.dropLast()
            let cut = stride(from: 0, to: open.count, by: size).map { Array(open[$0...].prefix(size)) }
            #expect(
                found(in: cut, limit: 200).map { $0.suffix(29) }
                    == ["than the 200 bytes that are read"].map { $0.suffix(29) }
            )
        }
    }

    @Test("may be far longer than a piece")
    func long() {
        let text = Array(#"{"a":"\#(String(repeating: "x", count: 3 << 20))"}"#.utf8)
        let pieces = stride(from: 0, to: text.count, by: 5000).map { Array(text[$0...].prefix(5000)) }
        #expect(found(in: pieces + [[0x0a]] + pieces, limit: 4 << 20).count == 2)
    }
}

/// Finds documents a byte at a time.
private struct SimpleReader {
    private(set) var found: [String] = []

    init(_ bytes: [UInt8]) {
        var (line, column, start, depth) = (1, 1, 0, 0)
        var place = ""
        var (isInString, isEscaped) = (false, false)
        for (index, byte) in bytes.enumerated() {
            if depth == 0, !isInString, ![0x20, 0x09, 0x0a, 0x0d].contains(byte) {
                guard byte == UInt8(ascii: "{") else {
                    found.append("\(line):\(column) expected `{`, the beginning of a JSON document")
                    return
                }
                (start, place, isEscaped) = (index, "\(line):\(column)", false)
            }
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = depth > 0
            } else if byte == UInt8(ascii: "\"") {
                isInString.toggle()
            }
            if !isInString, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
            if !isInString, byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
                depth -= 1
                if depth == 0 {
                    found.append("\(start) \(place) \(String(decoding: bytes[start...index], as: UTF8.self))")
                }
            }
            if byte == 0x0a { (line, column) = (line + 1, 0) }
            if byte & 0xc0 != 0x80 { column += 1 }
        }
        if depth > 0 { found.append("\(place) the document that begins here does not end") }
    }
}
