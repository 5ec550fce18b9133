// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Testing

private struct Sample: Decodable {
    struct Part: Decodable {
        var name: String
        var address: URL?
    }

    var parts: [Part]
}

@Suite struct JSONFaultTests {
    @Test(
        arguments: [
            ("{}", nil, "expected a field `parts` here"),
            (#"{"parts": [{"name": "a"}, {}]}"#, "parts[1]", "expected a field `name` here"),
            (#"{"parts": [{"name": 1}]}"#, "parts[0].name", "expected a value of another type here (String)"),
            (#"{"parts": null}"#, "parts", "expected a value of another type here (Array<Any>)"),
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
