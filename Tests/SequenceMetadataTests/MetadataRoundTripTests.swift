// SPDX-License-Identifier: Apache-2.0

import Foundation
import SequenceMetadata
import Testing

@Suite("Metadata that is written")
struct MetadataRoundTripTests {
    @Test("is read as what was written, and written as the same bytes", arguments: 0..<300)
    func roundTrip(seed: Int) throws {
        var random = RandomMetadata(seed: UInt64(seed))
        let metadata = random.metadata()
        let reading = try MetadataReader.read(metadata.bytes, from: "x")
        #expect(reading.metadata == metadata)
        #expect(reading.leftover == 0)
        #expect(reading.metadata.bytes == metadata.bytes)
    }

    @Test(
        "is read as what was written in the earlier generations too",
        arguments: [MetadataGeneration.alpha1, .bundle]
    )
    func earlierRoundTrip(generation: MetadataGeneration) throws {
        var random = RandomMetadata(seed: 7)
        for _ in 0..<50 {
            let metadata = random.earlier(generation)
            let reading = try MetadataReader.read(metadata.bytes, from: "x")
            #expect(reading.metadata == metadata)
            #expect(reading.ignored.isEmpty)
            #expect(reading.metadata.bytes == metadata.bytes)
        }
    }

    @Test("is JSON for other readers too", arguments: 0..<50)
    func otherReader(seed: Int) throws {
        var random = RandomMetadata(seed: UInt64(seed))
        let metadata = random.metadata()
        let fields = try #require(
            try JSONSerialization.jsonObject(with: Data(metadata.bytes)) as? [String: Any]
        )
        let names = (fields["pastAssociations"] as? [[String: Any]] ?? []).map { $0["name"] as? String }
        #expect(names == metadata.pastAssociations.map(\.name))
    }

    @Test("has the escapes of oc-mirror, with those for HTML and JavaScript")
    func escapes() throws {
        let metadata = try SampleMetadata.metadata(
            all: [SampleMetadata.image("<a&b>\u{2028}\u{2029}\"\\\u{8}\u{c}\n\r\t\u{1}\u{1f}\u{7f}/é😀")]
        )
        let text = String(decoding: metadata.bytes, as: UTF8.self)
        #expect(
            text.contains(
                #"\u003ca\u0026b\u003e\u2028\u2029\"\\\b\f\n\r\t\u0001\u001f"# + "\u{7f}/é😀"
            )
        )
    }

    @Test("is shown with an indent of one blank, and is then the same metadata", arguments: 0..<50)
    func lines(seed: Int) throws {
        var random = RandomMetadata(seed: UInt64(seed))
        let metadata = random.metadata()
        #expect(try MetadataReader.read(Array(metadata.lines.utf8), from: "x").metadata == metadata)
    }

    @Test("is shown as oc-mirror shows it")
    func shown() throws {
        let metadata = try MetadataReader.read(
            Array(#"{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha2","pastMirror":{"sequence":1}}"#.utf8),
            from: "x"
        ).metadata
        let expected = """
            {
             "kind": "Metadata",
             "apiVersion": "mirror.openshift.io/v1alpha2",
             "uid": "00000000-0000-0000-0000-000000000000",
             "singleUse": false,
             "pastMirror": {
              "timestamp": 0,
              "sequence": 1,
              "mirror": {
               "platform": {},
               "helm": {}
              }
             }
            }
            """
        #expect(metadata.lines == expected)
    }

    @Test(
        "is read or refused whatever is done to its bytes, and what is read is written so that it is read again",
        arguments: 0..<400
    )
    func fuzzing(seed: Int) throws {
        var random = RandomMetadata(seed: UInt64(seed))
        let sound = seed.isMultiple(of: 2) ? random.metadata().bytes : Array(MetadataReaderTests.complete.utf8)
        let bytes = random.damaged(sound)
        guard let reading = try? MetadataReader.read(bytes, from: "x") else { return }
        // Half of a surrogate pair is the only thing that oc-mirror takes and others do not.
        let value = bytes[..<(bytes.count - reading.leftover)]
        if let text = String(validating: value, as: UTF8.self), !text.contains("\\u") {
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(value)) }
        }
        let again = try MetadataReader.read(reading.metadata.bytes, from: "x")
        #expect(again.metadata == reading.metadata)
        _ = reading.metadata.findings(in: "x")
        _ = reading.metadata.ledger(of: "mirror.example/ns", for: "isc.yaml")
    }

    @Test("is refused if it is damaged, about as often as damage hits something")
    func fuzzingHits() {
        let refused = (0..<200).filter { seed in
            var random = RandomMetadata(seed: UInt64(seed))
            let bytes = random.damaged(Array(MetadataReaderTests.complete.utf8))
            return (try? MetadataReader.read(bytes, from: "x")) == nil
        }
        // Otherwise the fuzzing above would test nothing.
        #expect((50..<200).contains(refused.count))
    }
}
