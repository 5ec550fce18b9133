// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Testing
@testable import SequenceMetadata

/// Texts that should be metadata and are not, in ways that chance does not find.
@Suite("Hostile metadata")
struct HostileMetadataTests {
    private static let head = #"{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha2""#

    private static func fault(_ text: String) -> MetadataError.Fault? {
        do {
            _ = try MetadataReader.read(Array(text.utf8), from: "x")
            return nil
        } catch {
            return error.fault
        }
    }

    @Test("is refused wherever it is cut, or read without loss")
    func cut() throws {
        let whole = Array(MetadataReaderTests.complete.utf8)
        let metadata = try MetadataReader.read(whole, from: "x").metadata
        for end in 0..<whole.count {
            guard let reading = try? MetadataReader.read(Array(whole[..<end]), from: "x") else { continue }
            #expect(reading.metadata == metadata, "\(end)")
        }
    }

    @Test(
        "is the same whatever follows it",
        arguments: ["\n", "}", "]}]}", #""]}]}"#, "\0", "{}", "null", ",\"a\":1", "é"]
    )
    func tails(tail: String) throws {
        let whole = Array(MetadataReaderTests.complete.utf8)
        let first = try MetadataReader.read(whole, from: "x")
        let reading = try MetadataReader.read(whole + Array(tail.utf8), from: "x")
        #expect(reading.metadata == first.metadata && reading.digest == first.digest)
        #expect(reading.leftover == (tail == "\n" ? 0 : tail.utf8.count))
    }

    @Test("is never believed with one byte changed, unless it says something else then")
    func flipped() throws {
        let whole = Array(MetadataReaderTests.complete.utf8)
        let first = try MetadataReader.read(whole, from: "x")
        var read = 0
        for place in whole.indices.filter({ $0.isMultiple(of: 3) }) {
            var bytes = whole
            bytes[place] ^= 1 << UInt8(place % 8)
            guard let reading = try? MetadataReader.read(bytes, from: "x") else { continue }
            read += 1
            #expect(reading.digest != first.digest, "\(place)")
            #expect(try MetadataReader.read(reading.metadata.bytes, from: "x").metadata == reading.metadata)
        }
        // Most of the text are names and digests, which may be anything.
        #expect(read > 100)
    }

    @Test("is refused where values are nested without end", arguments: ["[", #"{"a":"#])
    func nested(opening: String) {
        for depth in [99, 200, 100_000] {
            let text = Self.head + #","pastMirror":"# + String(repeating: opening, count: depth)
            #expect(Self.fault(text) != nil)
            let ignored =
                #"{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha1","x":"#
                + String(repeating: opening, count: depth)
            #expect(Self.fault(ignored) != nil)
        }
    }

    @Test(
        "has no numbers that cannot be counted on",
        arguments: [
            ("sequence", "1000000001"), ("sequence", "99999999999999999999999999"), ("sequence", "-1"),
            ("sequence", "1.5"),
            ("sequence", "1e400"), ("sequence", "\"1\""), ("timestamp", "9223372036854775808"),
            ("timestamp", "-9223372036854775809"), ("timestamp", "1e-400"), ("timestamp", "0x10"), ("timestamp", "NaN"),
            ("sequence", "01"), ("sequence", "+1"), ("sequence", "1_000"), ("sequence", "--1"), ("sequence", "-"),
        ]
    )
    func numbers(field: String, number: String) {
        #expect(Self.fault(Self.head + #","pastMirror":{"\#(field)":\#(number)}}"#) != nil)
    }

    @Test(
        "is read up to the largest numbers",
        arguments: [("sequence", "1000000000"), ("timestamp", "9223372036854775807")]
    )
    func largest(field: String, number: String) throws {
        let text = Self.head + #","pastMirror":{"\#(field)":\#(number)}}"#
        let metadata = try MetadataReader.read(Array(text.utf8), from: "x").metadata
        #expect(String(decoding: metadata.bytes, as: UTF8.self).contains(#""\#(field)":\#(number)"#))
    }

    @Test(
        "has texts where texts belong, and lists where lists do",
        arguments: [
            #","uid":1}"#, #","uid":"\#(SampleMetadata.uid)x"}"#, #","uid":""}"#, #","singleUse":"true"}"#,
            #","singleUse":1}"#,
            #","pastMirror":[]}"#, #","pastMirror":"x"}"#, #","pastAssociations":{}}"#, #","pastAssociations":[1]}"#,
            #","pastAssociations":[{"name":1}]}"#, #","pastAssociations":[{"layerDigests":"x"}]}"#,
            #","pastAssociations":[{"layerDigests":[1]}]}"#, #","pastAssociations":[[]]}"#,
            #","pastMirror":{"mirror":{"additionalImages":["x"]}}}"#,
            #","pastMirror":{"operators":[{"packages":{}}]}}"#,
            #","uid":"\u12"}"#, #","uid":"\x41"}"#, #","a":1}"#, #","pastAssociations":[{"name":"a","name":"b"}]}"#,
            #","pastAssociations":[{"name":"a"},]}"#, #","pastAssociations":[,]}"#, #",}"#, #","uid"}"#, #","uid":}"#,
            "",
            #","pastAssociations":[{"name":"a"}{"name":"b"}]}"#, #" "uid":"x"}"#, #","pastAssociations":[nul]}"#,
        ]
    )
    func types(rest: String) { #expect(Self.fault(Self.head + rest) != nil) }

    @Test("takes null for what is missing, and keys in any case")
    func tolerated() throws {
        let text =
            #"{"KIND":"Metadata","ApiVersion":"mirror.openshift.io/v1alpha2","UID":null,"pastMirror":null,"#
            + #""pastAssociations":null}"#
        let metadata = try MetadataReader.read(Array(text.utf8), from: "x").metadata
        #expect(metadata.uid == .none && metadata.current == nil && metadata.pastAssociations.isEmpty)
    }

    @Test("costs no more than its length where images share all that is below them")
    func shared() throws {
        // Each index owns all those behind it: by paths there are more than can be counted.
        let digests = (0..<60).map { SampleMetadata.text("\($0)") }
        let list = digests.enumerated().map { number, digest in
            let rest = Array(digests[(number + 1)...])
            return Association(
                .generic,
                name: number == 0 ? "a.example/b@\(digest)" : "\(digest)",
                path: "b",
                id: digest,
                content: rest.isEmpty ? .init(layers: [digest]) : .init(manifests: rest)
            )
        }
        let metadata = try SampleMetadata.metadata(all: list)
        #expect(metadata.isSound)
        let tree = AssociationTree(metadata.pastAssociations)
        #expect(tree.roots.count == 1 && tree.closure(of: tree.roots).count == 60)
        #expect(metadata.ledger(of: "mirror.example", for: "isc.yaml").entries.count == 1)
    }

    @Test("may go round in circles without an image of its own")
    func circle() throws {
        let (one, two) = (SampleMetadata.text("1"), SampleMetadata.text("2"))
        let list = [(one, two), (two, one)].map { own, other in
            Association(.generic, name: "\(own)", path: "b", id: own, content: .init(manifests: [other]))
        }
        let metadata = try SampleMetadata.metadata(all: list)
        #expect(AssociationTree(metadata.pastAssociations).roots.isEmpty)
        #expect(metadata.images(at: "mirror.example").isEmpty)
        #expect(metadata.manifests(at: "mirror.example").count == 2)
    }
}
