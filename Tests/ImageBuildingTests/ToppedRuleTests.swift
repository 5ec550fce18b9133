// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Testing

@testable import ImageBuilding

@Suite("The rules of an image that is built on another")
struct ToppedRuleTests {
    private static let layers = [TopLayer([1], comment: "lower"), TopLayer([2, 3], comment: "upper")]

    private static var top: ToppedImage { ToppedImage(layers: layers) { $0["Cmd"] = ["new"] } }

    private func fields(_ bytes: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    private static let hex = String(repeating: "ab", count: 32)

    private static func part(_ type: String, more: String = "") -> String {
        "{\"mediaType\":\"\(type)\",\"digest\":\"sha256:\(hex)\",\"size\":3\(more)}"
    }

    @Test("know a layer by its bytes")
    func bytesOfLayers() {
        let layer = TopLayer([1, 2], comment: "c")
        #expect(layer.digest == Digest(of: [1, 2]))
        #expect(layer.size == 2)
        #expect(layer.content == .bytes([1, 2]))
        #expect(layer.comment == "c")
    }

    @Test("keep every field of a configuration that they do not change")
    func configuration() throws {
        let base =
            #"{"created":"2020-01-01T00:00:00Z","own":{"x":[1,null]},"config":{"User":"1001","Cmd":["old"]},"#
            + #""rootfs":{"type":"layers","diff_ids":["a"]},"history":[{"created_by":"base","empty_layer":true}]}"#
        let made = try fields(Self.top.configuration(Array(base.utf8)))
        #expect(made["created"] as? String == "2020-01-01T00:00:00Z")
        #expect((made["own"] as? [String: Any])?["x"] as? [NSObject] == [1 as NSNumber, NSNull()])
        #expect((made["config"] as? [String: Any])?["User"] as? String == "1001")
        #expect((made["config"] as? [String: Any])?["Cmd"] as? [String] == ["new"])
        let digests = Self.layers.map(\.digest.description)
        #expect((made["rootfs"] as? [String: Any])?["diff_ids"] as? [String] == ["a"] + digests)
        #expect((made["rootfs"] as? [String: Any])?["type"] as? String == "layers")
        let history = made["history"] as? [[String: Any]]
        #expect(history?.map { $0["created_by"] as? String } == ["base", "lower", "upper"])
        // Nothing says when it was made.
        #expect(history?.dropFirst().allSatisfy { $0.count == 1 } == true)
    }

    @Test("write no history where there is none, and settings where there are none")
    func leastConfiguration() throws {
        let made = try fields(Self.top.configuration(Array(#"{"rootfs":{"diff_ids":[]}}"#.utf8)))
        #expect(made["history"] == nil)
        #expect((made["config"] as? [String: Any])?["Cmd"] as? [String] == ["new"])
    }

    @Test(
        "refuse a configuration that is none",
        arguments: [
            ("[]", "the configuration is not a JSON object"), ("{", "the configuration is not a JSON object"),
            ("", "the configuration is not a JSON object"),
            ("{}", "the configuration has no list `rootfs.diff_ids`"),
            (#"{"rootfs":[]}"#, "the configuration has no list `rootfs.diff_ids`"),
            (#"{"rootfs":{"diff_ids":[1]}}"#, "the configuration has no list `rootfs.diff_ids`"),
        ]
    )
    func refusals(text: String, message: String) {
        let error = #expect(throws: JSONFields.Failure.self) { try Self.top.configuration(Array(text.utf8)) }
        #expect(error?.message == message)
    }

    @Test(
        "write a manifest in the family of types that the base has",
        arguments: [
            (MediaType.ociManifest, "application/vnd.oci.image.layer.v1.tar"),
            (.dockerManifest, "application/vnd.docker.image.rootfs.diff.tar"),
        ]
    )
    func manifests(type: MediaType, layerType: String) throws {
        let text =
            "{\"schemaVersion\":2,\"mediaType\":\"\(type)\",\"annotations\":{\"a\":\"b\"},"
            + "\"config\":\(Self.part("t/c", more: ",\"data\":\"AAAA\"")),\"layers\":[\(Self.part("t/l"))]}"
        let base = try Manifest(Array(text.utf8))
        let made = try Self.top.manifest(base, configuration: [9, 9])
        #expect(made.descriptor.mediaType == type)
        #expect(made.descriptor.annotations == ["a": "b"])
        guard case .image(let configuration, let layers) = made.content else {
            Issue.record("it is no image")
            return
        }
        #expect(configuration.digest == Digest(of: [9, 9]))
        #expect(configuration.size == 2)
        #expect(configuration.mediaType.rawValue == "t/c")
        #expect(layers.map(\.mediaType.rawValue) == ["t/l", layerType, layerType])
        #expect(layers.dropFirst().map(\.digest) == Self.layers.map(\.digest))
        #expect(layers.dropFirst().map(\.size) == [1, 2])
        // Bytes that stood in the descriptor would be those of the old configuration.
        #expect(!String(decoding: made.bytes, as: UTF8.self).contains("AAAA"))
    }

    @Test(
        "take for an image only what runs",
        arguments: [
            ("application/vnd.oci.image.config.v1+json", true),
            ("application/vnd.docker.container.image.v1+json", true),
            ("application/vnd.oci.empty.v1+json", false), ("application/vnd.cncf.helm.config.v1+json", false),
        ]
    )
    func images(type: String, isImage: Bool) throws {
        let manifest = try Manifest(Array("{\"schemaVersion\":2,\"config\":\(Self.part(type)),\"layers\":[]}".utf8))
        #expect(ToppedImage.isImage(manifest) == isImage)
        let index = try Manifest(Array("{\"schemaVersion\":2,\"manifests\":[]}".utf8))
        #expect(!ToppedImage.isImage(index))
    }

    @Test("keep the platform of an index's entry, and leave out entries that became nothing")
    func indexes() throws {
        let kept = try Manifest(Array("{\"schemaVersion\":2,\"config\":\(Self.part("t/c"))}".utf8))
        let platform = ",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\"},\"data\":\"AAAA\""
        let entry = Self.part("\(MediaType.ociManifest)", more: platform)
        let gone = entry.replacing(Self.hex, with: String(repeating: "cd", count: 32))
        let base = try Manifest(Array("{\"schemaVersion\":2,\"manifests\":[\(gone),\(entry)]}".utf8))
        let made = try ToppedImage.index(base, [Digest("sha256:\(Self.hex)"): kept])
        #expect(made.children.map(\.digest) == [kept.descriptor.digest])
        #expect(made.children.first?.size == Int64(kept.bytes.count))
        #expect(made.children.first?.platform?.description == "linux/arm64")
        #expect(!String(decoding: made.bytes, as: UTF8.self).contains("AAAA"))
    }

    @Test("write an object in one spelling")
    func spelling() throws {
        var fields = try JSONFields(Array(#"{ "b" : 1, "a" : [true, null] }"#.utf8), of: "thing")
        #expect(
            String(decoding: try fields.bytes, as: UTF8.self).filter { !$0.isWhitespace } == #"{"a":[true,null],"b":1}"#
        )
        fields["b"] = nil
        fields["c"] = "x"
        #expect(fields["b"] == nil)
        #expect(fields["c"] as? String == "x")
    }
}
