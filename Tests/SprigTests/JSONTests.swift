// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import Testing

@testable import Sprig

@Suite struct JSONTests {
    @Test(
        arguments: [
            (#"{{ toJson nil }}"#, "null"),
            (#"{{ toJson true }}"#, "true"),
            (#"{{ toJson 5 }}"#, "5"),
            (#"{{ toJson -5 }}"#, "-5"),
            (#"{{ toJson 2.0 }}"#, "2"),
            (#"{{ toJson 1e20 }}"#, "100000000000000000000"),
            (#"{{ toJson 1e21 }}"#, "1e+21"),
            (#"{{ toJson 1e-6 }}"#, "0.000001"),
            (#"{{ toJson 1e-7 }}"#, "1e-7"),
            (#"{{ toJson 1.5e-10 }}"#, "1.5e-10"),
            (#"{{ toJson 123456789.125 }}"#, "123456789.125"),
            (#"{{ toJson (float64 "-0") }}"#, "-0"),
            (#"{{ toJson "a\"b\\c/" }}"#, #""a\"b\\c/""#),
            (#"{{ toJson "\x00\x1f\x7f\b\f\n\r\t" }}"#, "\"\\u0000\\u001f\u{7F}\\b\\f\\n\\r\\t\""),
            (#"{{ toJson "<&>'" }}"#, #""\u003c\u0026\u003e'""#),
            (#"{{ toJson "\u2028\u2029é😀" }}"#, #""\u2028\u2029é😀""#),
            (#"{{ toJson (list 1 "a" nil (list) (dict)) }}"#, #"[1,"a",null,[],{}]"#),
            (#"{{ toJson (dict "b" 1 "a" (dict "d" 1 "c" 2) "B" 3) }}"#, #"{"B":3,"a":{"c":2,"d":1},"b":1}"#),
            (#"{{ toJson (dict "<" "\xff") }}"#, #"{"\u003c":"\ufffd"}"#),
            (#"{{ toJson (until 3) }}"#, "[0,1,2]"),
            (#"{{ toJson (split "," "a,b") }}"#, #"{"_0":"a","_1":"b"}"#),
            (#"{{ toJson (rest (list)) }}"#, "null"),
            (#"{{ toJson (semver "v1.2") }}"#, #""1.2.0""#),
            (#"{{ toJson (add 1 2) }}"#, "3"),
            (#"{{ toJson 1i }}|"#, "|"),
            (#"{{ toRawJson "<a href=\"x\">&" }}"#, #""<a href=\"x\">&""#),
            (#"{{ toRawJson (dict "a" (list 1 2)) }}"#, #"{"a":[1,2]}"#),
            (#"{{ mustToRawJson nil }}"#, "null"),
            (#"{{ mustToJson (list "<") }}"#, #"["\u003c"]"#),
            (
                #"{{ toPrettyJson (dict "b" (list 1 2) "a" (dict)) }}"#,
                "{\n  \"a\": {},\n  \"b\": [\n    1,\n    2\n  ]\n}"
            ), (#"{{ toPrettyJson (list) }}"#, "[]"), (#"{{ toPrettyJson (list (list)) }}"#, "[\n  []\n]"),
            (#"{{ mustToPrettyJson "<" }}"#, #""\u003c""#),
            (#"{{ toPrettyJson (rest (list)) }}"#, "null"),
            (
                #"{{ fromJson "[1, 2.5, \"x\", null, true, {\"a\": []}]" | toJson }}"#,
                #"[1,2.5,"x",null,true,{"a":[]}]"#
            ), (#"{{ (fromJson "{\"a\": {\"b\": 7}}").a.b }}"#, "7"), (#"{{ typeOf (fromJson "1") }}"#, "float64"),
            (#"{{ fromJson "{bad" | toJson }}"#, "null"),
            (#"{{ fromJson "[1e400, 2]" | toJson }}"#, "[null,2]"),
            (#"{{ mustFromJson " \t\r\n1 " }}"#, "1"),
            (#"{{ mustFromJson "\"\\u00e9\\ud83d\\ude00\\n\\/\"" }}"#, "é😀\n/"),
            (#"{{ mustFromJson "\"\\ud83d\"" | toJson }}"#, "\"\u{FFFD}\""),
            (#"{{ mustFromJson "\"\\ud83d\\u0041\"" | toJson }}"#, "\"\u{FFFD}A\""),
            (#"{{ mustFromJson "{\"a\":1,\"a\":2}" | toJson }}"#, #"{"a":2}"#),
            (#"{{ mustFromJson "-0.5e+2" }}"#, "-50"),
            (#"{{ mustFromJson "\"\xff\"" | toJson }}"#, "\"\u{FFFD}\""),
            (#"{{ mustFromJson "null" | toJson }}"#, "null"),
            (#"{{ mustFromJson "{}" | toJson }}"#, "{}"),
        ]
    )
    func isWrittenAndRead(template: String, output: String) { #expect(Rendering.text(template) == output) }

    @Test(
        arguments: [
            ("", "unexpected end of JSON input"),
            ("  ", "unexpected end of JSON input"),
            ("[1", "unexpected end of JSON input"),
            ("{", "unexpected end of JSON input"),
            (#"{"a"#, "unexpected end of JSON input"),
            (#"{"a""#, "unexpected end of JSON input"),
            (#"{"a":"#, "unexpected end of JSON input"),
            ("tru", "invalid character ' ' in literal true (expecting 'e')"),
            ("-", "invalid character ' ' in numeric literal"),
            ("1.", "invalid character ' ' after decimal point in numeric literal"),
            ("1e", "invalid character ' ' in exponent of numeric literal"),
            (#""\"#, "invalid character ' ' in string escape code"),
            (#""\u12"#, #"invalid character ' ' in \u hexadecimal character escape"#),
            ("x", "invalid character 'x' looking for beginning of value"),
            ("[1,]", "invalid character ']' looking for beginning of value"),
            ("[,1]", "invalid character ',' looking for beginning of value"),
            ("]", "invalid character ']' looking for beginning of value"),
            ("'a'", #"invalid character '\'' looking for beginning of value"#),
            ("é", "invalid character 'Ã' looking for beginning of value"),
            ("\u{1}", #"invalid character '\x01' looking for beginning of value"#),
            ("+1", "invalid character '+' looking for beginning of value"),
            (".5", "invalid character '.' looking for beginning of value"),
            ("{1:2}", "invalid character '1' looking for beginning of object key string"),
            (#"{"a":1,}"#, "invalid character '}' looking for beginning of object key string"),
            (#"{"a" 1}"#, "invalid character '1' after object key"),
            (#"{"a":1 "b"}"#, #"invalid character '"' after object key:value pair"#),
            (#"{"a":1]"#, "invalid character ']' after object key:value pair"),
            ("[1 2]", "invalid character '2' after array element"),
            ("[1}", "invalid character '}' after array element"),
            ("1 2", "invalid character '2' after top-level value"),
            ("{}}", "invalid character '}' after top-level value"),
            ("01", "invalid character '1' after top-level value"),
            ("[01]", "invalid character '1' after array element"),
            ("trux", "invalid character 'x' in literal true (expecting 'e')"),
            ("fals ", "invalid character ' ' in literal false (expecting 'e')"),
            ("nUll", "invalid character 'U' in literal null (expecting 'u')"),
            ("-x", "invalid character 'x' in numeric literal"),
            ("1.x", "invalid character 'x' after decimal point in numeric literal"),
            ("1ex", "invalid character 'x' in exponent of numeric literal"),
            ("1e+x", "invalid character 'x' in exponent of numeric literal"),
            ("\"a\tb\"", #"invalid character '\t' in string literal"#),
            ("\"a\nb\"", #"invalid character '\n' in string literal"#),
            (#""\q""#, "invalid character 'q' in string escape code"),
            (#""\u12g4""#, #"invalid character 'g' in \u hexadecimal character escape"#),
            ("1e999", "json: cannot unmarshal number 1e999 into Go value of type float64"),
            ("[-1e999, 1e998]", "json: cannot unmarshal number -1e999 into Go value of type float64"),
        ]
    )
    func isRefused(text: String, message: String) {
        #expect(JSONReader.read(Text(text)).error?.message == Text(message))
    }

    @Test(
        arguments: [
            (#"{{ mustToJson (float64 "nan") }}"#, "mustToJson", "json: unsupported value: NaN"),
            (#"{{ toRawJson (float64 "inf") }}"#, "toRawJson", "json: unsupported value: +Inf"),
            (#"{{ mustToPrettyJson (list (float64 "-inf")) }}"#, "mustToPrettyJson", "json: unsupported value: -Inf"),
            (#"{{ mustToRawJson 2i }}"#, "mustToRawJson", "json: unsupported type: complex128"),
            (#"{{ mustFromJson "[1" }}"#, "mustFromJson", "unexpected end of JSON input"),
            (
                #"{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ mustToJson $d }}"#, "mustToJson",
                "json: unsupported value: encountered a cycle via map[string]interface {}"
            ),
        ]
    )
    func fail(template: String, function: String, message: String) {
        #expect(Rendering.text(template).hasSuffix("error calling \(function): \(message)"))
    }

    @Test func hasNoDepthThatBreaksIt() {
        for count in [999, 1000, 1001, 100_000] {
            let text = Text(String(repeating: "[", count: count) + String(repeating: "]", count: count))
            let result = JSONReader.read(text)
            #expect((result.error == nil) == (count <= 1000))
            if result.error == nil { #expect((try? JSONWriter.write(result.value)) == text) }
        }
    }

    @Test func writesWhatItReads() throws {
        var random = SystemRandomNumberGenerator()
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"a\"", "\"", "1", "-0.5e3", "null", "true", "false", " ", "\\u0041", "é",
            "\\",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int.random(in: 1...10, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            let result = JSONReader.read(Text(text))
            guard result.error == nil else { continue }
            let written = try JSONWriter.write(result.value)
            #expect(JSONReader.read(written).value.isDeeplyEqual(to: result.value), "\(text)")
            let indented = try JSONWriter.write(result.value, style: JSONStyle(escapesHTML: false, isIndented: true))
            #expect(JSONReader.read(indented).value.isDeeplyEqual(to: result.value), "\(text)")
        }
    }

    @Test func bytesAreBase64() throws {
        #expect(try JSONWriter.write(.list(List(bytes: Array("hi".utf8)))) == #""aGk=""#)
        #expect(try JSONWriter.write(.list(List([], of: .integer(.uint8), isNil: true))) == "null")
        #expect(try JSONWriter.write(.integer(-1, .uint64)) == "18446744073709551615")
        #expect(try JSONWriter.write(.map(Map(isNil: true))) == "null")
        #expect(throws: FunctionError.self) { try JSONWriter.write(.function(Function([]) { _ in .null })) }
    }
}
