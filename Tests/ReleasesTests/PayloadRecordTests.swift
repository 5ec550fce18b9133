// SPDX-License-Identifier: Apache-2.0

import Cache
import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import Releases

@Suite("What is kept of a payload")
struct PayloadRecordTests {
    private let folder: TemporaryDirectory
    private let cache: DiskCache

    init() throws {
        folder = try TemporaryDirectory()
        cache = DiskCache(root: folder["cache"])
    }

    private static func payloads() throws -> [ReleasePayload] {
        [
            try ReleaseValues.payload("4.16.3"),
            try ReleaseValues.payload("4.16.3+build.7", "multi", components: ["a"]),
            try ReleaseValues.payload("4.17.0-rc.1", "s390x", disks: ["x86_64", "s390x"]),
            try ReleaseValues.payload("4.15.0-0.okd-2024-03-10-010116", diskFault: "it is no JSON"),
        ]
    }

    @Test func `is what was read, to the last field`() throws {
        for payload in try Self.payloads() {
            #expect(PayloadRecord.payload(payload.digest, in: cache) == nil)
            try PayloadRecord.store(payload, in: cache)
            let kept = try #require(PayloadRecord.payload(payload.digest, in: cache))
            #expect(kept == payload)
            // Versions that differ in their build are equal, and still not the same text.
            #expect(kept.version.description == payload.version.description)
        }
        for payload in try Self.payloads() { #expect(PayloadRecord.payload(payload.digest, in: cache) == payload) }
    }

    @Test func `is nothing where its file is not as it was written, whichever byte changed`() throws {
        let payload = try ReleaseValues.payload("4.16.3", components: ["cli"])
        try PayloadRecord.store(payload, in: cache)
        let name = "cache/mirror/payloads/sha256-\(payload.digest.hex)"
        let bytes = try folder.read(name)
        for place in stride(from: 0, to: bytes.count, by: 7) {
            var changed = bytes
            changed[place] ^= 1
            try folder.write(changed, to: name)
            #expect(PayloadRecord.payload(payload.digest, in: cache) == nil, "byte \(place)")
        }
        try folder.write(Array(bytes.dropLast()), to: name)
        #expect(PayloadRecord.payload(payload.digest, in: cache) == nil)
        try folder.write(bytes, to: name)
        #expect(PayloadRecord.payload(payload.digest, in: cache) == payload)
    }

    @Test func `is nothing under the name of another payload`() throws {
        let payload = try ReleaseValues.payload("4.16.3")
        let other = Digest(of: "another".utf8)
        try PayloadRecord.store(payload, in: cache)
        let folder = "cache/mirror/payloads"
        try self.folder.write(
            try self.folder.read("\(folder)/sha256-\(payload.digest.hex)"),
            to: "\(folder)/sha256-\(other.hex)"
        )
        #expect(PayloadRecord.payload(other, in: cache) == nil)
    }

    @Test(
        "is nothing where another version of the tool wrote it, or where it names no images",
        arguments: [
            ("\"format\":3", "\"format\":2"), ("\"format\":3", "\"format\":4"),
            ("\"version\":\"4.16.3\"", "\"version\":\"4.16\""),
            ("quay.io/", "quay.io/A"), ("\"components\"", "\"parts\""),
        ]
    )
    func foreign(text: String, other: String) throws {
        let payload = try ReleaseValues.payload("4.16.3")
        try PayloadRecord.store(payload, in: cache)
        let name = "payloads/sha256-\(payload.digest.hex)"
        let content = try #require(cache.sealedBytes(of: name, limit: 1 << 20))
        let written = String(decoding: content, as: UTF8.self)
        let compact = written.replacing(": ", with: ":")
        #expect(compact.contains(text))
        try cache.storeSealed(Array(compact.replacing(text, with: other).utf8), as: name)
        #expect(PayloadRecord.payload(payload.digest, in: cache) == nil)
        try cache.storeSealed(Array(compact.utf8), as: name)
        #expect(PayloadRecord.payload(payload.digest, in: cache) == payload)
    }
}
