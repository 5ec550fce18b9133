// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import SequenceMetadata
import Testing

@Suite("What is no metadata of v1")
struct MetadataErrorTests {
    private static func alpha2(_ rest: String) -> String {
        #"{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha2","# + rest
    }

    @Test(
        "is refused with what was found, where, and what was expected",
        arguments: [
            ("", "the file is empty"),
            (" \n", "the file is empty"),
            ("{not json", "at byte 1: this is not JSON, expected the name of a field in quotes"),
            ("kind: Metadata\n", "at byte 0: expected an object"),
            ("[]", "at byte 0: expected an object"),
            ("{}", "this is `` of ``, expected `Metadata` of `mirror.openshift.io/v1alpha2`"),
            (#"{"kind":"Metadata","apiVersion":"v9"}"#, "this is `Metadata` of `v9`, expected"),
            (alpha2(#""uid":"d8c4"#), "`uid`, at byte 74: the metadata ends in the middle"),
            (alpha2(#""uid":"d8c4ba92-"}"#), "`uid`, at byte 63: `d8c4ba92-` is not a UUID"),
            (alpha2(#""extra":1}"#), "`extra`, at byte 63: oc-mirror v1 knows no field `extra`"),
            (alpha2(#""pastMirrors":[]}"#), "no field `pastMirrors`; the nearest one is `pastMirror`"),
            (alpha2(#""singleUse":1}"#), "`singleUse`, at byte 75: expected true or false"),
            (alpha2(#""singleUse":true,"SingleUse":true}"#), "this field appears twice"),
            (alpha2(#""pastMirror":{"sequence":"3"}}"#), "`pastMirror.sequence`, at byte 88: expected a whole number"),
            (alpha2(#""pastMirror":{"sequence":3.5}}"#), "expected a whole number"),
            (alpha2(#""pastMirror":{"sequence":-1}}"#), "expected a whole number from 0 to 1000000000"),
            (
                alpha2(#""pastMirror":{"sequence":99999999999999999999}}"#),
                "expected a whole number from 0 to 1000000000"
            ),
            (alpha2(#""pastMirror":{"sequence":01}}"#), "expected a number without leading zeros"),
            (
                alpha2(#""pastAssociations":[{"name":"a"},{"layerDigests":["x",7]}]}"#),
                "`pastAssociations[1].layerDigests[1]`, at byte 117: expected a string"
            ),
            (alpha2(#""pastAssociations":[{"name":"a\x"}]}"#), "expected an escape that JSON knows"),
            (alpha2("\"pastAssociations\":[{\"name\":\"a\nb\"}]}"), "expected no control character in a string"),
            (alpha2(#""pastAssociations":[{"name":"a"} {}]}"#), "expected `,` or `]`"),
            (alpha2(#""pastAssociations":[],}"#), "expected the name of a field in quotes"),
            (alpha2(#""uid" "x"}"#), "expected `:`"),
            (alpha2(#""uid":nul}"#), "expected a value"),
        ]
    )
    func refusal(_ text: String, message: String) throws {
        let error = try #require(throws: MetadataError.self) {
            try MetadataReader.read(Array(text.utf8), from: "meta/.metadata.json")
        }
        #expect(error.explanation.summary.hasPrefix("meta/.metadata.json: "))
        #expect(error.explanation.summary.contains(message), "\(error)")
        #expect(error.explanation.remedy?.isEmpty == false)
    }

    @Test("is refused if it is nested deeply, in any field", arguments: ["[", "{\"a\":"])
    func depth(_ opening: String) {
        let text = Self.alpha2("\"uid\":\(String(repeating: opening, count: 100_000))")
        #expect(throws: MetadataError.self) { try MetadataReader.read(Array(text.utf8), from: "x") }
    }

    @Test("is told without control characters and credentials")
    func hostileNames() throws {
        let text = Self.alpha2(#""\u001b[2Jhttps://user:secret@host/":1}"#)
        let error = try #require(throws: MetadataError.self) {
            try MetadataReader.read(Array(text.utf8), from: "x")
        }
        #expect(!error.description.contains("\u{1b}"))
        #expect(!error.description.contains("secret"))
    }

    @Test("is cut off at every byte but the last, without a crash")
    func everyCut() {
        let bytes = Array(MetadataReaderTests.complete.utf8)
        for end in 0..<bytes.count {
            #expect(throws: MetadataError.self) { try MetadataReader.read(Array(bytes[..<end]), from: "x") }
        }
    }
}
