// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import Diagnostics
import SequenceMetadata
import TestSupport
import Testing

@Suite("The reader of v1's metadata")
struct MetadataReaderTests {
    /// The whole of a small v1alpha2 metadata, with every kind of field that oc-mirror writes.
    static let complete = """
        {"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha2","uid":"\(SampleMetadata.uid)","singleUse":false,\
        "pastMirror":{"timestamp":1796005774,"sequence":2,"mirror":{"platform":{"graph":true,"channels":[{"name":\
        "stable-4.12","type":"ocp","minVersion":"4.12.1","maxVersion":"4.12.9"}],"architectures":["amd64"]},"operators":\
        [{"packages":[{"name":"anchor","channels":[{"name":"stable","minVersion":"1.0.0"}]}],"catalog":\
        "src.example/operators/index:v1"},{"packages":null,"catalog":"src.example/other/index:v1","full":true}],\
        "additionalImages":[{"name":"src.example/tools/alpha:1.0"}],"helm":{}},"operators":[{"catalog":\
        "src.example/operators/index:v1","imagePin":"src.example/operators/index@sha256:8c0c","packages":[{"name":"anchor",\
        "channels":[{"name":"stable","minVersion":"1.0.0"}]}]},{"catalog":"src.example/other/index:v1","imagePin":"",\
        "packages":null}],"platforms":[{"channel":"stable-4.12","minVersion":"4.12.1"}],"associations":[{"name":\
        "src.example/tools/beta@sha256:21c6","path":"tools/beta","id":"sha256:21c6","tagSymlink":"latest","type":"generic",\
        "manifestDigests":["sha256:e7f3"]},{"name":"sha256:e7f3","path":"tools/beta","id":"sha256:e7f3","tagSymlink":"",\
        "type":"generic","layerDigests":["sha256:feaa","sha256:2b87"]}]},"pastAssociations":[{"name":\
        "src.example/tools/alpha@sha256:5782","path":"tools/alpha","id":"sha256:5782","tagSymlink":"1.0","type":"generic",\
        "layerDigests":["sha256:feaa","sha256:a925"]}]}
        """

    /// A metadata of OpenShift 4.10.
    static let earlier = """
        {"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha1","uid":"\(SampleMetadata.uid)","singleUse":false,\
        "pastMirrors":[{"timestamp":1640000000,"sequence":1,"manifests":[{"name":"sha256:0a","image":"ns/img",\
        "namespaceName":"ns/img"}],"blobs":[{"id":"sha256:0b","namespaceName":"ns/img"}],"mirror":{"ocp":{"graph":false,\
        "channels":[{"name":"stable-4.9","versions":null}]},"helm":{}},"operators":[{"catalog":"src.example/index:v4.9",\
        "imagePin":"src.example/index@sha256:0c"}]},{"timestamp":1640000001,"sequence":2,"mirror":{}}],"pastBlobs":[{"id":\
        "sha256:0b","namespaceName":"ns/img"}]}
        """

    private static func read(_ text: String) throws(MetadataError) -> MetadataReader.Reading {
        try MetadataReader.read(Array(text.utf8), from: "meta/publish/.metadata.json")
    }

    @Test("takes every field, and the writer gives the same bytes", arguments: [complete, earlier])
    func everything(_ text: String) throws {
        let reading = try Self.read(text)
        #expect(String(decoding: reading.metadata.bytes, as: UTF8.self) == text)
        #expect(reading.leftover == 0)
        #expect(reading.findings.isEmpty)
    }

    @Test("gives the fields their meaning")
    func meaning() throws {
        let metadata = try Self.read(Self.complete).metadata
        let run = try #require(metadata.current)
        let section = try #require(run.configuration.section)
        #expect(metadata.generation == .alpha2)
        #expect(metadata.uid.description == SampleMetadata.uid)
        #expect(metadata.nextSequence == 3)
        #expect(run.timestamp == 1_796_005_774)
        #expect(section.platform.mirrorsGraph)
        #expect(section.platform.channels.first?.maxVersion == "4.12.9")
        #expect(section.catalogs.map(\.isFull) == [false, true])
        #expect(section.catalogs.last?.packages == nil)
        #expect(run.catalogs.first?.packages?.first?.channels.first?.bounds.minVersion == "1.0.0")
        #expect(run.channels == [RecordedChannel(channel: "stable-4.12", minVersion: "4.12.1")])
        #expect(run.associations.map(\.manifestDigests.count) == [1, 0])
        #expect(metadata.pastAssociations.map(\.tagSymlink) == ["1.0"])
    }

    @Test("takes the history of an earlier generation, the last run as the current one")
    func history() throws {
        let metadata = try Self.read(Self.earlier).metadata
        #expect(metadata.generation == .alpha1)
        #expect(metadata.sequence == 2)
        #expect(metadata.pastMirrors.first?.manifests.map(\.repository) == ["ns/img"])
        #expect(metadata.pastBlobs.map(\.id.description) == ["sha256:0b"])
    }

    // What oc-mirror itself left behind, or was seen to read past and to fail at.
    @Test(
        "ignores what follows the first value",
        arguments: [
            "\"]}]}", "]}]}", "}", ",\"x\":1}", "sha256:ab\"]}]}", "{\"kind\":1}", "'", "@", "%", "`", "feaac\n",
        ]
    )
    func leftover(_ tail: String) throws {
        let reading = try Self.read(Self.complete + "\n " + tail)
        #expect(reading.metadata == (try Self.read(Self.complete).metadata))
        #expect(reading.leftover == tail.utf8.count)
        #expect(reading.findings.map(\.severity) == [.warning])
        #expect(reading.findings.first?.summary.contains("of an earlier, longer value follow") == true)
    }

    @Test(
        "takes what oc-mirror was seen to take",
        arguments: [
            (#"{"apiVersion":"mirror.openshift.io/v1alpha2","kind":"Metadata"}"#, nil),
            ("{\n \"kind\": \"Metadata\",\n \"apiVersion\": \"mirror.openshift.io/v1alpha2\"\n}\n", nil),
            (#"{"KIND":"Metadata","apiversion":"mirror.openshift.io/v1alpha2","pastMirror":{"SEQUENCE":3}}"#, 3),
            (#"{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha2","uid":null,"pastMirror":null}"#, nil),
            (
                #"{"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha2","pastMirror":{"sequence":7,"mirror":null}}"#,
                7
            ),
            (#"{"\u006bind":"Metad\u0061ta","apiVersion":"mirror.openshift.io\/v1alpha2","singleUse":false}"#, nil),
        ] as [(String, Int?)]
    )
    func tolerance(_ text: String, sequence: Int?) throws {
        let metadata = try Self.read(text).metadata
        #expect(metadata.sequence == sequence)
        #expect(metadata.uid == .none)
        #expect(!metadata.isSingleUse)
    }

    @Test("notes unknown fields of earlier generations instead of refusing them")
    func unknownEarlier() throws {
        let text = """
            {"kind":"Metadata","apiVersion":"mirror.openshift.io/v1alpha1","extra":[1,{"a":[]}],"pastMirrors":[{"new":0}]}
            """
        let reading = try Self.read(text)
        #expect(reading.ignored == ["extra", "pastMirrors[0].new"])
        #expect(reading.findings.map(\.severity) == [.warning])
    }

    @Test("reads the oldest generation")
    func oldest() throws {
        let text = """
            {"kind":"Metadata","apiVersion":"tmp-redhatgov.com/v1alpha1","uid":"\(SampleMetadata.uid.uppercased())",\
            "pastMirrors":[{"sequence":1,"operators":[{"catalog":"c","imagePin":"p","relIndexPath":"a/b","index":{"x": [1]}}]}],\
            "pastManifests":[{"name":"sha256:0a","image":"i","namespaceName":"n","namespace":"o"}]}
            """
        let metadata = try Self.read(text).metadata
        #expect(metadata.uid.description == SampleMetadata.uid)
        #expect(metadata.current?.catalogs.first?.oldIndex?.content?.description == #"{"x":[1]}"#)
        #expect(metadata.pastManifests.map(\.namespace) == ["o"])
        #expect(try Self.read(String(decoding: metadata.bytes, as: UTF8.self)).metadata == metadata)
    }

    @Test("reads a stream, wherever its pieces end", arguments: [1, 7, 4096])
    func stream(piece: Int) async throws {
        let stream = MemoryStream(Array(Self.complete.utf8), piece: piece)
        let reading = try await MetadataReader.read(stream, from: "x")
        #expect(reading.metadata == (try Self.read(Self.complete).metadata))
    }

    @Test("reads no more than its limit")
    func limit() async throws {
        let bytes = Array(Self.complete.utf8)
        #expect(throws: MetadataError.self) { try MetadataReader.read(bytes, from: "x", limit: bytes.count - 1) }
        let error = try await #require(throws: MetadataError.self) {
            try await MetadataReader.read(MemoryStream(bytes), from: "x", limit: bytes.count - 1)
        }
        #expect(error.fault == .tooLarge(limit: bytes.count - 1))
        #expect(try MetadataReader.read(bytes, from: "x", limit: bytes.count).leftover == 0)
    }

    @Test("reads a mirror of many images")
    func many() throws {
        let all = (0..<2000).flatMap { number in
            number.isMultiple(of: 5)
                ? SampleMetadata.index("ns/index\(number)") : [SampleMetadata.image("ns/image\(number)")]
        }
        let metadata = try SampleMetadata.metadata(sequence: 40, all: all)
        let reading = try MetadataReader.read(metadata.bytes, from: "x")
        #expect(reading.metadata == metadata)
        #expect(reading.metadata.images(at: "mirror.example").count == 2000)
    }
}
