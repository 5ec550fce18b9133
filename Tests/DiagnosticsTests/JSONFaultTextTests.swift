// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Testing

@Suite("A mistake in a JSON text")
struct JSONFaultTextTests {
    private struct Other: Error {}

    private func fault<Value: Decodable>(_ type: Value.Type, in text: String) throws -> JSONFault {
        let error = #expect(throws: (any Error).self) { try JSONDecoder().decode(type, from: Data(text.utf8)) }
        return JSONFault(try #require(error))
    }

    private static let types: [(any Any.Type, String)] = [
        (String.self, "a string"), (Bool.self, "true or false"), (Int.self, "a whole number"),
        (UInt8.self, "a whole number"), (Double.self, "a number"), (Float.self, "a number"),
        ([String: Int].self, "an object"), ([Int].self, "a list"), (Date.self, "a value of another type"),
    ]

    @Test("names what was expected in the words of JSON", arguments: types.indices)
    func names(index: Int) { #expect(JSONFault.name(of: Self.types[index].0) == Self.types[index].1) }

    @Test("is named with its place, and with what the text should be")
    func texts() throws {
        let deep = try fault([[String: [Int]]].self, in: #"[{"a": [1, 2]}, {"b": [0, "x"]}]"#)
        #expect(deep.place == "[1].b[1]")
        #expect(deep.description == "`[1].b[1]`: expected a whole number here")
        #expect(deep.description(of: "an index") == "it is not an index: `[1].b[1]`: expected a whole number here")
        let none = try fault([Int].self, in: "{")
        #expect(none.description == "it is not JSON" && none.description(of: "an index") == "it is not an index")
        let whole = try fault([Int].self, in: "{}")
        #expect(whole.description(of: "an index") == "it is not an index: expected a list here")
    }

    @Test("shows no character of the text that would move the cursor")
    func hostile() throws {
        let key = try fault([String: Int].self, in: #"{"a\u001b[2Jb": "x"}"#)
        #expect(key.place == "a�[2Jb")
        struct Kinds: Decodable { let kind: Kind }
        enum Kind: String, Decodable { case known }
        let value = try fault(Kinds.self, in: #"{"kind": "\u001b[2J"}"#)
        #expect(value.description == "`kind`: `�[2J` is none of the values that are known here")
    }

    @Test("is none of JSON where another error is told, and told the same by its words")
    func others() throws {
        #expect(JSONFault(Other()) == JSONFault(CancellationError()))
        #expect(JSONFault(Other()).description == "it is not JSON")
        let error = #expect(throws: DecodingError.self) { try JSONDecoder().decode(Int.self, from: Data("true".utf8)) }
        #expect(try #require(error).fileProblem == "expected a whole number here")
        let encoding = #expect(throws: EncodingError.self) { try JSONEncoder().encode([Double.nan]) }
        #expect(try #require(encoding).fileProblem == "it cannot be written as JSON")
    }
}
