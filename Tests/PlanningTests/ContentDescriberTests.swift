// SPDX-License-Identifier: Apache-2.0

import Plans
import Testing
@testable import Planning

@Suite("What an image tells of itself")
struct ContentDescriberTests {
    @Test(
        "is its time and its version by the first label that has one, as far as they can be shown",
        arguments: [
            (#"{"created":"2026-01-02T03:04:05Z"}"#, ContentDescription(created: "2026-01-02T03:04:05Z")),
            (
                #"{"config":{"Labels":{"version":"1","org.opencontainers.image.version":"2"}}}"#,
                ContentDescription(version: "2")
            ),
            (#"{"config":{"Labels":{"version":"v1.2","x":"y"}}}"#, ContentDescription(version: "v1.2")),
            (#"{"config":{"Labels":{"version":"\#("\\u001b")[2J"}}}"#, nil),
            (#"{"config":{"Labels":{"version":"\#(String(repeating: "9", count: 65))"}}}"#, nil),
            (#"{"config":{"Labels":null},"created":"1970-01-01T00:00:00Z"}"#, nil), ("{}", nil), ("[]", nil),
            ("not JSON", nil), (#"{"created":5}"#, nil),
        ] as [(String, ContentDescription?)]
    )
    func describes(configuration: String, expected: ContentDescription?) {
        #expect(ContentDescriber.description(in: Array(configuration.utf8)) == expected)
    }
}
