// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Testing

private struct Sample: Decodable {
    struct Part: Decodable {
        var name: String
        var address: URL?
        var count: Int?
        var `is`: Bool?
        var kind: Kind?

        enum Kind: String, Decodable {
            case first
        }
    }

    var parts: [Part]
}

@Suite struct JSONFaultTests {
    @Test(
        arguments: [
            ("{}", nil, "expected a field `parts` here"),
            (#"{"parts": [{"name": "a"}, {}]}"#, "parts[1]", "expected a field `name` here"),
            (#"{"parts": [{"name": 1}]}"#, "parts[0].name", "expected a string here"),
            (#"{"parts": null}"#, "parts", "expected a list here"),
            (#"{"parts": [{"name": "a", "count": "x"}]}"#, "parts[0].count", "expected a whole number here"),
            (#"{"parts": [{"name": "a", "is": 1}]}"#, "parts[0].is", "expected true or false here"),
            (
                #"{"parts": [{"name": "a", "kind": "x"}]}"#, "parts[0].kind",
                "`x` is none of the values that are known here"
            ),
            ("[]", nil, "expected an object here"),
            (#"{"parts": [{"name": "a", "address": ""}]}"#, "parts[0].address", "Invalid URL string."),
            ("[", nil, "it is not JSON"), ("", nil, "it is not JSON"),
        ] as [(String, String?, String)]
    )
    func tellsWhereAndWhat(text: String, place: String?, message: String) throws {
        let error = try #require(
            #expect(throws: (any Error).self) { try JSONDecoder().decode(Sample.self, from: Data(text.utf8)) }
        )
        let fault = JSONFault(error)
        #expect(fault.place == place)
        #expect(fault.message == message)
    }
}
