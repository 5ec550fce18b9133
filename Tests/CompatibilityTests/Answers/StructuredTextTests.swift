// SPDX-License-Identifier: Apache-2.0

import Testing
import YAML

@testable import Compatibility

@Suite("A value as YAML and as JSON")
struct StructuredTextTests {
    private static let value: YAMLValue = [
        "text": "a: b", "number": 7, "flag": false, "none": .null, "list": ["x", ["key": 1], []], "empty": [:],
        "digits": .number("0.5"),
    ]

    @Test("has its keys in order, and every kind of value")
    func json() throws {
        #expect(
            try StructuredText.text(of: Self.value, asJSON: true) == """
                {
                  "digits": "0.5",
                  "empty": {},
                  "flag": false,
                  "list": [
                    "x",
                    {
                      "key": 1
                    },
                    []
                  ],
                  "none": null,
                  "number": 7,
                  "text": "a: b"
                }

                """
        )
    }

    @Test("has the same keys in YAML")
    func yaml() throws {
        #expect(
            try StructuredText.text(of: Self.value, asJSON: false) == """
                digits: 0.5
                empty: {}
                flag: false
                list:
                - x
                - key: 1
                - []
                none: null
                number: 7
                text: 'a: b'

                """
        )
    }
}
