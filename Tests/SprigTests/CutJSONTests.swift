// SPDX-License-Identifier: Apache-2.0

import Testing

/// JSON that ends too early.
@Suite struct CutJSONTests {
    @Test(arguments: [
        ("tru", "invalid character ' ' in literal true (expecting 'e')"),
        ("n", "invalid character ' ' in literal null (expecting 'u')"),
        ("-", "invalid character ' ' in numeric literal"),
        ("1.", "invalid character ' ' after decimal point in numeric literal"),
        ("1e", "invalid character ' ' in exponent of numeric literal"),
        ("1e+", "invalid character ' ' in exponent of numeric literal"),
        (#"["a\"#, "invalid character ' ' in string escape code"),
        (#"["a\u1"#, #"invalid character ' ' in \u hexadecimal character escape"#),
        ("[1, fals", "invalid character ' ' in literal false (expecting 'e')"),
    ])
    func `inside of a word the end counts as a blank in the wrong place`(json: String, message: String) {
        #expect(Rendering.text("{{ mustFromJson `\(json)` }}").hasSuffix("error calling mustFromJson: \(message)"))
    }

    @Test(arguments: ["", " ", "{", #"{"a"#, #"{"a":"#, #"{"a":1"#, "[", "[1,", "\"x", "[1"])
    func `elsewhere the text ends without an expectation`(json: String) {
        let message = "error calling mustFromJson: unexpected end of JSON input"
        #expect(Rendering.text("{{ mustFromJson `\(json)` }}").hasSuffix(message))
    }
}
