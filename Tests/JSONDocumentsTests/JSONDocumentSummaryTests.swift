// SPDX-License-Identifier: Apache-2.0

import JSONDocuments
import TestSupport
import Testing

@Suite("A document's summary")
struct JSONDocumentSummaryTests {
    private let parser = JSONDocumentParser()

    private func reduced(_ text: String) throws -> String {
        String(decoding: try parser.summary(of: Array(text.utf8)).reduced, as: UTF8.self)
    }

    private func fault(_ text: String) -> String? {
        do throws(JSONDocumentError) {
            _ = try parser.summary(of: Array(text.utf8))
            return nil
        } catch {
            return "\(error.line):\(error.column): \(error.message)"
        }
    }

    @Test("names schema, package and name, wherever they stand")
    func names() throws {
        let summary = try parser.summary(
            of: Array(#"{"x":{"schema":1},"name":"n","package":"p\u00fc","schema":"s"}"#.utf8)
        )
        #expect(summary.schema == "s")
        #expect(summary.package == "pü")
        #expect(summary.name == "n")
        #expect(String(decoding: summary.reduced, as: UTF8.self) == #"{"schema":"s","package":"p\u00fc","name":"n"}"#)
    }

    @Test("keeps packages, channels and deprecations as they are", arguments: ["package", "channel", "deprecations"])
    func whole(schema: String) throws {
        let text = #"{ "schema" : "olm.\#(schema)", "name":"n", "x": [1.50, {"y": null}] }"#
        #expect(try reduced(text) == text)
    }

    @Test("keeps of a bundle what selecting and mirroring need")
    func bundle() throws {
        let text = #"""
            {
              "image": "quay.io/a:1", "schema": "olm.bundle", "name": "a.v1", "other": {"deep": [[]]}, "package": "a",
              "properties": [
                {"type": "olm.package", "value": {"packageName": "a", "version": "1.0.0"}},
                {"type": "olm.bundle.object", "value": {"data": "eyJ9"}},
                {"value": {"group": "g", "version": "v1", "kind": "K"}, "type": "olm.gvk"},
                {"type": "olm.gvk.required", "value": {"group": "g", "kind": "K", "version": "v1"}},
                {"type": "olm.package.required", "value": {"packageName": "b", "versionRange": ">=1"}},
                {"type": "olm.constraint", "value": {"failureMessage": "so \"so\"",
                  "all": {"constraints": []}}},
                {"type": "olm.csv.metadata", "value": {"annotations": {"x": "y"}, "displayName": "The A", "z": {}}},
                {"type": "olm.csv.metadata", "value": {"annotations": {}}}
              ],
              "relatedImages": [ {"name": "", "image": "quay.io/a:1"} , {"image":"quay.io/b:1"}]
            }
            """#
        let expected =
            #"{"schema":"olm.bundle","package":"a","name":"a.v1","image":"quay.io/a:1","#
            + #""relatedImages":[ {"name": "", "image": "quay.io/a:1"} , {"image":"quay.io/b:1"}],"properties":["#
            + #"{"type":"olm.package","value":{"packageName": "a", "version": "1.0.0"}},"#
            + #"{"type":"olm.gvk","value":{"group": "g", "version": "v1", "kind": "K"}},"#
            + #"{"type":"olm.gvk.required","value":{"group": "g", "kind": "K", "version": "v1"}},"#
            + #"{"type":"olm.package.required","value":{"packageName": "b", "versionRange": ">=1"}},"#
            + #"{"type":"olm.constraint","value":{"json":"{\"failureMessage\": \"so \\\"so\\\"\","#
            + #"       \"all\": {\"constraints\": []}}"}},"#
            + #"{"type":"olm.csv.metadata","value":{"displayName":"The A"}}]}"#
        #expect(try reduced(text) == expected)
    }

    @Test("of a bundle may lack what others have, or have it as null")
    func sparse() throws {
        #expect(try reduced(#"{"schema":"olm.bundle"}"#) == #"{"schema":"olm.bundle"}"#)
        #expect(
            try reduced(#"{"schema":"olm.bundle","properties":null,"relatedImages":null,"image":null}"#)
                == #"{"schema":"olm.bundle"}"#
        )
    }

    /// A document, and what is wrong with it.
    private static let faults: [(String, String)] = [
        (#"{}"#, "1:1: expected a field `schema`"),
        (#"{"schema": ""}"#, "1:12: expected a name as `schema`"),
        (#"{"schema": 1}"#, "1:12: expected a string as `schema`"),
        (#"{"schema":"s","schema":"s"}"#, "1:15: the key `schema` is here for the second time"),
        (#"{"schema":"s","n\u0061me":"s","name":"t"}"#, "1:31: the key `name` is here for the second time"),
        ("{\"schema\":\"s\",\n  \"package\": [1]}", "2:14: expected a string as `package`"),
        (#"{"schema":"olm.bundle","image":{}}"#, "1:32: expected a string as `image`"),
        (#"{"schema":"olm.bundle","image":"a","image":"b"}"#, "1:36: the key `image` is here for the second time"),
        (#"{"schema":"olm.bundle","relatedImages":{}}"#, "1:40: expected a list as `relatedImages`"),
        (#"{"schema":"olm.bundle","relatedImages":[{},1]}"#, "1:44: expected an object as `relatedImages[1]`"),
        (
            #"{"schema":"olm.bundle","relatedImages":[{"image":1}]}"#,
            "1:50: expected a string as `relatedImages[0].image`"
        ),
        (
            #"{"schema":"olm.bundle","relatedImages":[{"image":"a","image":"b"}]}"#,
            "1:54: the key `image` is here for the second time"
        ),
        (#"{"schema":"olm.bundle","properties":"x"}"#, "1:37: expected a list as `properties`"),
        (#"{"schema":"olm.bundle","properties":["x"]}"#, "1:38: expected an object as `properties[0]`"),
        (#"{"schema":"olm.bundle","properties":[{"value":1}]}"#, "1:38: expected a field `type` in `properties[0]`"),
        (#"{"schema":"olm.bundle","properties":[{"type":1}]}"#, "1:46: expected a string as `properties[0].type`"),
        (
            #"{"schema":"olm.bundle","properties":[{"type":"a","type":"a"}]}"#,
            "1:50: the key `type` is here for the second time"
        ),
        (
            #"{"schema":"olm.bundle","properties":[{"type":"olm.package","value":{"version":1}}]}"#,
            "1:79: expected a string as `properties[0].value.version`"
        ),
        (
            #"{"schema":"olm.bundle","properties":[{"type":"olm.package"}]}"#,
            "1:38: expected a field `value` in `properties[0]`"
        ),
        (
            #"{"schema":"olm.bundle","properties":[{"type":"olm.csv.metadata","value":{"displayName":[]}}]}"#,
            "1:88: expected a string as `properties[0].value.displayName`"
        ),
        (#"{"schema":"olm.channel","entries":[{"a":1,"a":2}]}"#, "1:43: the key `a` is here for the second time"),
        (#"{"schema":"olm.channel","entries":1,"entries":2}"#, "1:37: the key `entries` is here for the second time"),
        (#"{"schema":"olm.channel","entries":[nope]}"#, "1:36: this is not JSON: expected a value"),
        (#"{"schema":"olm.channel","entries":[01]}"#, "1:36: this is not JSON: expected a value"),
    ]

    @Test("is refused where something in it is wrong, and says where", arguments: faults.indices)
    func refused(index: Int) {
        let (text, expected) = Self.faults[index]
        #expect(fault(text) == expected)
    }

    @Test(
        "is refused where the text is not JSON",
        arguments: [
            #"{"schema":"olm.channel",}"#, #"{"schema":"olm.channel" "a":1}"#, #"{"schema":"olm.channel","a":[}]}"#,
            #"{"schema":"olm.channel","a":"\x"}"#, #"{"schema"}"#, #"{"schema":"olm.channel","a":[1 2]}"#,
            "{\"schema\":\"olm.channel\",\"a\":\"\u{1}\"}", #"{"schema":"olm.channel","a":tru}"#, "{]",
            #"{"schema":"olm.channel","a":1.}"#, #"{schema:"s"}"#, #"{"schema":"olm.channel","a":-}"#,
        ]
    )
    func notJSON(text: String) {
        #expect(fault(text) != nil)
    }

    @Test("reads a property's value also where it stands before the type, however long the property is")
    func reversedProperty() throws {
        let key = String(repeating: "k", count: 200_000)
        let text = #"{"schema":"olm.bundle","properties":[{"\#(key)":1,"value":{"version":"1"},"type":"olm.package"}]}"#
        #expect(
            try reduced(text)
                == #"{"schema":"olm.bundle","properties":[{"type":"olm.package","value":{"version":"1"}}]}"#
        )
        let escaped = #"{"schema":"olm.bundle","properties":[{"v\u0061lue":{},"type":"olm.package"}]}"#
        #expect(
            fault(escaped) == "1:38: expected a field `value` in `properties[0]`, written without escapes"
        )
    }

    @Test("takes numbers of any size")
    func numbers() throws {
        let text = #"{"schema":"olm.channel","a":[-0,0.5,1e400,123456789012345678901234567890,1E+2]}"#
        #expect(try reduced(text) == text)
    }

    @Test("is refused where values lie in each other too deep")
    func depth() {
        func nested(_ depth: Int) -> String {
            #"{"schema":"olm.channel","a":\#(String(repeating: "[", count: depth))\#(String(repeating: "]", count: depth))}"#
        }
        #expect(fault(nested(150)) == nil)
        #expect(fault(nested(250))?.hasSuffix("values are nested more than 200 levels deep") == true)
        #expect(fault(nested(100_000)) != nil)
    }

    @Test("says nothing of what nobody reads; validating does")
    func skipped() throws {
        let text = #"{"schema":"olm.bundle","name":"n","x":{"a":nope,"a":1}}"#
        #expect(fault(text) == nil)
        #expect(throws: JSONDocumentError.self) { try parser.validate(Array(text.utf8)) }
        try parser.validate(Array(#"{"schema":"olm.bundle","x":{"a":[true,1e3,"\ud83d\ude00"],"a":1}}"#.utf8))
    }

    @Test("of bytes that are no text is refused")
    func encoding() {
        let bytes = Array(#"{"schema":"s","name":""#.utf8) + [0xff, 0xfe] + Array("\"}".utf8)
        let error = #expect(throws: JSONDocumentError.self) { try parser.summary(of: bytes) }
        #expect(error == JSONDocumentError(line: 1, column: 23, offset: 22, message: "this is not UTF-8"))
    }

    @Test("never fails in another way, whatever the bytes", arguments: 0..<300)
    func fuzz(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var bytes = Array(
            #"""
            {"schema":"olm.bundle","package":"a","name":"a.v1","image":"i","properties":[{"type":"olm.gvk","value":
            {"group":"g","kind":"k","version":"v"}},{"value":{"displayName":"d\u00e9"},"type":"olm.csv.metadata"}],
            "relatedImages":[{"name":"n","image":"i"}],"x":[1,2.5,true,null,{"a":"\\\""}]}
            """#.utf8
        )
        let alphabet = Array(#"{}[]",:\0e-tn "#.utf8) + [0x00, 0x80, 0xff]
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            let index = Int.random(in: bytes.indices, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes.remove(at: index)
            case 1: bytes.insert(alphabet.randomElement(using: &generator) ?? 0, at: index)
            case 2: bytes.removeSubrange(index..<min(bytes.count, index + 20))
            default: bytes[index] = alphabet.randomElement(using: &generator) ?? 0
            }
            if bytes.count < 2 { bytes = Array("{}".utf8) }
        }
        for text in [bytes, Array("{".utf8) + bytes, bytes + Array("}".utf8)] {
            do throws(JSONDocumentError) {
                _ = try parser.summary(of: text)
                try parser.validate(text)
            } catch {
                #expect(error.line > 0 && error.column > 0 && error.offset <= text.count)
            }
        }
    }
}
