// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Testing

@Suite("A descriptor")
struct DescriptorTests {
    private static let hex = String(repeating: "ab", count: 32)
    private static let least = "\"digest\":\"sha256:\(hex)\",\"size\":7"

    @Test("of every field is read and written again")
    func roundTrip() throws {
        let text =
            "{\"annotations\":{\"a\":\"b\"},\"artifactType\":\"application/x\",\"digest\":\"sha256:\(Self.hex)\","
            + "\"mediaType\":\"t/x\","
            + "\"platform\":{\"architecture\":\"arm\",\"os\":\"linux\",\"variant\":\"v7\"},\"size\":7,"
            + "\"urls\":[\"https://a.example/b\"]}"
        let read = try decoded(Descriptor.self, text)
        #expect(read.mediaType.rawValue == "t/x")
        #expect(read.digest.hex == Self.hex)
        #expect(read.size == 7)
        #expect(read.platform?.description == "linux/arm/v7")
        #expect(read.artifactType == "application/x")
        #expect(read.annotations == ["a": "b"])
        #expect(read.urls == ["https://a.example/b"])
        #expect(try encoded(read) == text)
    }

    @Test(
        "takes null for nothing, wherever Go's programs write it",
        arguments: [
            "", ",\"mediaType\":null", ",\"platform\":null", ",\"artifactType\":null", ",\"annotations\":null",
            ",\"urls\":null", ",\"data\":\"AA==\"",
            ",\"annotations\":null,\"urls\":null,\"platform\":null",
        ]
    )
    func nulls(fields: String) throws {
        let read = try decoded(Descriptor.self, "{\(Self.least)\(fields)}")
        #expect(read.mediaType.rawValue.isEmpty)
        #expect(read.platform == nil && read.artifactType == nil && read.annotations == nil && read.urls == nil)
    }

    @Test("leaves out what is null inside of a list or of annotations")
    func innerNulls() throws {
        let read = try decoded(
            Descriptor.self,
            "{\(Self.least),\"urls\":[null,\"u\"],\"annotations\":{\"a\":null,\"b\":\"c\"}}"
        )
        #expect(read.urls == ["u"])
        #expect(read.annotations == ["b": "c"])
    }

    @Test(
        "is refused without what it needs, or with what is not of its type",
        arguments: [
            "{}", "{\"size\":7}", "{\"digest\":\"sha256:\(hex)\"}", "{\"digest\":\"x\",\"size\":7}",
            "{\"digest\":\"sha256:\(hex)\",\"size\":\"7\"}",
            "{\"digest\":\"sha256:\(hex)\",\"size\":7.5}",
            "{\"digest\":\"sha256:\(hex)\",\"size\":9223372036854775808}", "{\(least),\"urls\":\"u\"}",
            "{\(least),\"annotations\":{\"a\":1}}", "{\(least),\"mediaType\":1}", "[]", "null",
        ]
    )
    func refuses(text: String) {
        #expect(throws: DecodingError.self) { try decoded(Descriptor.self, text) }
    }
}

@Suite("A media type")
struct MediaTypeTests {
    private static let index = "application/vnd.oci.image.index.v1+json"
    private static let list = "application/vnd.docker.distribution.manifest.list.v2+json"
    private static let manifest = "application/vnd.oci.image.manifest.v1+json"
    private static let dockerManifest = "application/vnd.docker.distribution.manifest.v2+json"
    private static let artifact = "application/vnd.oci.artifact.manifest.v1+json"

    @Test(
        "says whether it is an index or a manifest, and whether an index's entry of it is one",
        arguments: [
            (index, true, false, true), (list, true, false, true), (manifest, false, true, true),
            (dockerManifest, false, true, true),
            (artifact, false, true, true), ("application/vnd.docker.distribution.manifest.v1+json", false, false, true),
            ("application/vnd.docker.distribution.manifest.v1+prettyjws", false, false, true), ("", false, false, true),
            ("application/vnd.oci.image.layer.v1.tar+gzip", false, false, false),
            ("application/json", false, false, false),
            ("Application/vnd.oci.image.index.v1+json", false, false, false),
        ]
    )
    func kinds(text: String, isIndex: Bool, isManifest: Bool, isOfManifest: Bool) {
        let type = MediaType(rawValue: text)
        #expect(type.isIndex == isIndex)
        #expect(type.isManifest == isManifest)
        #expect(type.isOfManifest == isOfManifest)
        #expect(type.description == text)
    }

    @Test("is asked for in the order in which a pull likes them best")
    func accepted() {
        #expect(
            MediaType.acceptedManifests.map(\.rawValue) == [
                Self.index, Self.manifest, Self.list, Self.dockerManifest, Self.artifact,
            ]
        )
    }

    @Test(
        "of a layer says whether the layer may be pushed",
        arguments: [
            ("application/vnd.oci.image.layer.nondistributable.v1.tar", true),
            ("application/vnd.oci.image.layer.nondistributable.v1.tar+gzip", true),
            ("application/vnd.oci.image.layer.nondistributable.v1.tar+zstd", true),
            ("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", true),
            ("application/vnd.docker.image.rootfs.diff.tar.gzip", false),
            ("application/vnd.oci.image.layer.v1.tar", false), ("", false),
        ]
    )
    func foreign(text: String, isForeign: Bool) {
        #expect(MediaType(rawValue: text).isForeignLayer == isForeign)
    }

    @Test(
        "of a server that does not know says nothing",
        arguments: [
            ("application/json", true), ("APPLICATION/JSON", true), ("text/plain", true), ("binary/octet-stream", true),
            ("application/octet-stream", true), ("text/html", false), ("", false), (index, false),
        ]
    )
    func generic(text: String, isGeneric: Bool) {
        #expect(MediaType(rawValue: text).isGeneric == isGeneric)
    }

    @Test("is a text in JSON, whatever it is")
    func json() throws {
        #expect(try decoded([MediaType].self, "[\"x/y+z\",\"\"]").map(\.rawValue) == ["x/y+z", ""])
        #expect(try encoded([MediaType.ociEmpty]) == "[\"application/vnd.oci.empty.v1+json\"]")
        #expect(throws: DecodingError.self) { try decoded([MediaType].self, "[1]") }
    }
}
