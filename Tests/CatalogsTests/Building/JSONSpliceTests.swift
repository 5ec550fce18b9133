// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Catalogs

@Suite("Cutting parts out of JSON")
struct JSONSpliceTests {
    /// Removes elements of `list` at the document's top.
    private static func removing(_ positions: Set<Int>, from json: String) throws -> String {
        let text = try JSONText(Array(json.utf8))
        let array = try #require(try text.member("list", of: text.root))
        let elements = try #require(try text.elements(of: array))
        var splice = JSONSplice(text)
        splice.remove(positions, of: elements, in: array)
        return String(decoding: splice.bytes, as: UTF8.self)
    }

    @Test(
        "leaves every other byte as it is",
        arguments: [
            ([], #"{"list":[1,2,3]}"#), ([0], #"{"list":[2,3]}"#), ([1], #"{"list":[1,3]}"#),
            ([2], #"{"list":[1,2]}"#), ([0, 1], #"{"list":[3]}"#), ([1, 2], #"{"list":[1]}"#),
            ([0, 2], #"{"list":[2]}"#), ([0, 1, 2], #"{"list":[]}"#),
        ] as [(Set<Int>, String)]
    )
    func compact(positions: Set<Int>, expected: String) throws {
        #expect(try Self.removing(positions, from: #"{"list":[1,2,3]}"#) == expected)
    }

    @Test(
        "keeps the indentation of what stays",
        arguments: [
            ([0], "{\n \"list\" : [\n  {\"b\": [2]},\n  3 ],\n \"x\": \"é\\u00e9\"\n}"),
            ([1], "{\n \"list\" : [\n  \"a ] ,\\\"\",\n  3 ],\n \"x\": \"é\\u00e9\"\n}"),
            ([2], "{\n \"list\" : [\n  \"a ] ,\\\"\",\n  {\"b\": [2]} ],\n \"x\": \"é\\u00e9\"\n}"),
            ([0, 1, 2], "{\n \"list\" : [],\n \"x\": \"é\\u00e9\"\n}"),
        ] as [(Set<Int>, String)]
    )
    func pretty(positions: Set<Int>, expected: String) throws {
        let json = "{\n \"list\" : [\n  \"a ] ,\\\"\",\n  {\"b\": [2]},\n  3 ],\n \"x\": \"é\\u00e9\"\n}"
        #expect(try Self.removing(positions, from: json) == expected)
    }

    @Test(
        "replaces a string or adds it where there is none",
        arguments: [
            (#"{"name": "a", "other": 1}"#, #"{"name": "b\"é/", "other": 1}"#),
            (#"{ "other": 1}"#, #"{"name":"b\"é/", "other": 1}"#),
            (#"{ }"#, #"{"name":"b\"é/" }"#), (#"{"name":null}"#, #"{"name":"b\"é/"}"#),
        ]
    )
    func string(json: String, expected: String) throws {
        let text = try JSONText(Array(json.utf8))
        var splice = JSONSplice(text)
        if let value = try text.member("name", of: text.root) {
            try splice.replace(value, with: "b\"é/")
        } else {
            try splice.insert("name", "b\"é/", into: text.root)
        }
        #expect(String(decoding: splice.bytes, as: UTF8.self) == expected)
    }

    @Test("of any shape gives the tree without the elements, and nothing else", arguments: 0..<300)
    func property(seed: UInt64) throws {
        var maker = JSONMaker(seed: seed)
        let count = Int.random(in: 0...6, using: &maker.generator)
        let elements = (0..<count).map { _ in maker.value(depth: 3) }
        let removed = Set((0..<count).filter { _ in Bool.random(using: &maker.generator) })
        let json = maker.document(around: elements)
        let spliced = try Self.removing(removed, from: json)
        var tree = try Self.tree(json)
        let list = try #require(tree["list"] as? [Any])
        tree["list"] = list.indices.filter { !removed.contains($0) }.map { list[$0] }
        #expect(try NSDictionary(dictionary: Self.tree(spliced)) == NSDictionary(dictionary: tree), "\(json)")
        // What stays is spelled as it was.
        for index in elements.indices where !removed.contains(index) { #expect(spliced.contains(elements[index])) }
        #expect(spliced.utf8.count <= json.utf8.count)
    }

    private static func tree(_ json: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    }
}

@Suite("Finding parts of JSON")
struct JSONTextTests {
    @Test(
        "refuses what is no JSON",
        arguments: [
            "", " ", "{", "[1,]", "[,1]", "[1 2]", "{\"a\" 1}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "[1", "\"a",
            "\"\\x\"", "\"\\u12g4\"", "\"a\nb\"", "tru", "nulll", "01", "-", "1.", "1e", "+1", ".5", "1 1", "[1]]",
            "'a'",
            "{\"a\":1}}", "NaN", "\u{feff}{}", "{1:2}", "\"\\",
        ]
    )
    func refuses(json: String) {
        #expect(throws: JSONText.Failure.self) { try JSONText(Array(json.utf8)) }
    }

    @Test(
        "takes whatever JSON is",
        arguments: [
            "{}", "[]", " [ ] ", "0", "-0.5e+10", "1E-2", "\"\\u00e9\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "true", "null",
            "false",
            "[[[]],{\"a\":[{}]}]", "\t\r\n{\"a\" : 1 , \"a\":2}\n",
        ]
    )
    func takes(json: String) throws {
        let text = try JSONText(Array(json.utf8))
        let blanks = CharacterSet(charactersIn: " \t\r\n")
        #expect(String(decoding: text.bytes[text.root], as: UTF8.self) == json.trimmingCharacters(in: blanks))
    }

    @Test("takes values as deep as its reader does, and no deeper")
    func depth() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSONText(nested(JSONText.depthLimit))
        let error = #expect(throws: JSONText.Failure.self) { try JSONText(nested(JSONText.depthLimit + 1)) }
        #expect(error == JSONText.Failure(offset: 1024, message: "values are nested too deeply"))
        #expect(throws: JSONText.Failure.self) { try JSONText(nested(1_000_000)) }
    }

    @Test("finds a key however it is written, and refuses one that readers could take for another")
    func keys() throws {
        func find(_ json: String) throws -> String? {
            let text = try JSONText(Array(json.utf8))
            return try text.member("name", of: text.root).flatMap(text.string)
        }
        #expect(try find(#"{"x":{"name":"inner"},"name":"a"}"#) == "a")
        #expect(try find(#"{"n\u0061me":"\u0061"}"#) == "a")
        #expect(try find(#"{"names":"a"}"#) == nil)
        #expect(try find(#"["name"]"#) == nil)
        for json in [#"{"name":1,"name":1}"#, #"{"name":1,"Name":2}"#, #"{"NAME":1}"#, #"{"name":1,"n\u0061me":2}"#] {
            #expect(throws: JSONText.Failure.self, "\(json)") { try find(json) }
        }
    }

    @Test("ends well on any bytes", arguments: 0..<200)
    func fuzz(seed: UInt64) throws {
        var maker = JSONMaker(seed: seed)
        var bytes = Array(maker.document(around: [maker.value(depth: 3), maker.value(depth: 2)]).utf8)
        for _ in 0..<Int.random(in: 1...4, using: &maker.generator) {
            let place = Int.random(in: 0..<bytes.count, using: &maker.generator)
            bytes[place] = UInt8.random(in: 0...255, using: &maker.generator)
        }
        if Bool.random(using: &maker.generator) {
            bytes.removeLast(Int.random(in: 0..<bytes.count, using: &maker.generator))
        }
        // Foundation mends what is not UTF-8, which whoever calls this has refused before.
        guard let text = try? JSONText(bytes), String(validating: bytes, as: UTF8.self) != nil else { return }
        #expect(throws: Never.self) {
            try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        }
        for name in ["list", "a"] { _ = try? text.member(name, of: text.root).flatMap { try text.elements(of: $0) } }
    }
}

/// Makes JSON in all spellings.
struct JSONMaker {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func value(depth: Int) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 4), using: &generator) {
        case 0: return ["null", "true", "false"].randomElement(using: &generator) ?? "null"
        case 1: return "\(Int.random(in: -1000...1000, using: &generator))"
        case 2: return ["0.5", "-1.25", "2e3"].randomElement(using: &generator) ?? "0"
        case 3: return string()
        case 4: return parts(Int.random(in: 0...3, using: &generator), "[", "]") { $0.value(depth: depth - 1) }
        default:
            var index = 0
            return parts(Int.random(in: 0...3, using: &generator), "{", "}") { maker in
                index += 1
                return "\"k\(index)\"\(maker.blanks()):\(maker.blanks())\(maker.value(depth: depth - 1))"
            }
        }
    }

    /// An object with the elements in its `list`, among other members.
    mutating func document(around elements: [String]) -> String {
        var left = elements[...]
        let list = parts(elements.count, "[", "]") { _ in left.popFirst() ?? "" }
        var members = ["\"list\"\(blanks()):\(blanks())\(list)", "\"a\":\(value(depth: 2))", "\"b\":\(string())"]
        members.shuffle(using: &generator)
        var others = members[...]
        return blanks() + parts(3, "{", "}") { _ in others.popFirst() ?? "" } + blanks()
    }

    private mutating func parts(
        _ count: Int,
        _ open: String,
        _ close: String,
        _ part: (inout JSONMaker) -> String
    ) -> String {
        let texts = (0..<count).map { _ in "\(blanks())\(part(&self))\(blanks())" }
        return open + (texts.isEmpty ? blanks() : texts.joined(separator: ",")) + close
    }

    private mutating func string() -> String {
        let pieces = ["a", "é", "\\\"", "\\\\", "]", "}", ",", ":", "[", "{", "\\u0041", " ", "/", "\\/"]
        return "\""
            + (0..<Int.random(in: 0...5, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }
            .joined() + "\""
    }

    private mutating func blanks() -> String { ["", "", " ", "\n  ", "\t\r\n"].randomElement(using: &generator) ?? "" }
}
