// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Plans
import Resolution
import TestSupport
import Testing

@testable import Releases

@Suite("The files of a release payload")
struct PayloadDocumentTests {
    private static let digest = "sha256:\(String(repeating: "a", count: 64))"

    private static func documents(_ files: [String: String]) throws -> PayloadDocuments {
        PayloadDocuments(
            payload: try ReleaseValues.image("quay.io/ocp/release", "payload"),
            files: files.mapValues { Array($0.utf8) }
        )
    }

    private static func stream(_ tags: [(String, String)], version: String = "4.16.3") -> String {
        let list = tags.map { #"{"name":"\#($0)","from":{"kind":"DockerImage","name":"\#($1)"}}"# }.joined(
            separator: ","
        )
        return #"{"kind":"ImageStream","metadata":{"name":"\#(version)"},"spec":{"tags":[\#(list)]}}"#
    }

    private static func bootImages(_ json: String) -> [String: String] {
        [PayloadFile.bootImages: "data:\n  stream: |\n    \(json)\n"]
    }

    @Test func `name the version, and the components in the order of their names`() throws {
        let tags = ["etcd", "cli", "a-b"].map { ($0, "quay.io/x/\($0)@\(Self.digest)") }
        let release = try Self.documents([PayloadFile.imageReferences: Self.stream(tags)]).release()
        #expect(release.version.description == "4.16.3")
        #expect(release.components.map(\.name) == ["a-b", "cli", "etcd"])
        #expect(
            release.components.map(\.image.description)
                == ["a-b", "cli", "etcd"].map { "quay.io/x/\($0)@\(Self.digest)" }
        )
    }

    @Test(
        "are no release where the components are not a list of pinned images",
        arguments: [
            (#"{"kind":"ImageStream","metadata":{"name":"4.16.3"},"spec":{}}"#, PayloadError.Fault.noComponents),
            (#"{"kind":"ImageStream","metadata":{"name":"4.16.3"},"spec":{"tags":null}}"#, .noComponents),
            (stream([("a", "quay.io/x/a:1")]), .componentNotPinned("quay.io/x/a:1")),
            (stream([("a", "q.io/x@\(digest)"), ("a", "q.io/x@\(digest)")]), .duplicateComponent("a")),
        ]
    )
    func refused(json: String, fault: PayloadError.Fault) throws {
        let documents = try Self.documents([PayloadFile.imageReferences: json])
        #expect(#expect(throws: PayloadError.self) { try documents.release() }?.fault == fault)
    }

    @Test func `are no release without the list of components, whatever else is there`() throws {
        let documents = try Self.documents([PayloadFile.metadata: "{}"])
        let error = #expect(throws: PayloadError.self) { try documents.release() }
        #expect(error?.fault == .missingFile)
        #expect(error?.place == "release-manifests/image-references")
    }

    @Test(
        "must agree on the version to the letter",
        arguments: [
            ("4.16.3", "4.16.3", true), ("4.16.3+a", "4.16.3+a", true), ("4.16.3+a", "4.16.3+b", false),
            ("4.16.3", "4.16.3+a", false), ("4.16.3", "4.16.4", false), ("4.16.3-rc.1", "4.16.3", false),
        ]
    )
    func agreement(references: String, metadata: String, agrees: Bool) throws {
        let documents = try Self.documents([
            PayloadFile.imageReferences: Self.stream([("a", "q.io/x@\(Self.digest)")], version: references),
            PayloadFile.metadata: #"{"kind":"cincinnati-metadata-v0","version":"\#(metadata)"}"#,
        ])
        guard !agrees else {
            #expect(try documents.release().version.description == references)
            return
        }
        let error = #expect(throws: PayloadError.self) { try documents.release() }
        #expect(error?.fault == .contradictoryVersions(references, metadata))
    }

    @Test(
        "name a disk for each processor that has one",
        arguments: [
            ("{\"architectures\":{}}", [:]),
            ("{\"architectures\":{\"x86_64\":{}}}", [:]), ("{\"architectures\":{\"x86_64\":{\"images\":{}}}}", [:]),
            ("{\"architectures\":{\"x86_64\":{\"images\":{\"kubevirt\":{\"image\":\"q.io/x:latest\"}}}}}", [:]),
            (
                "{\"architectures\":{\"x86_64\":{\"images\":{\"kubevirt\":{\"digest-ref\":\"q.io/x@\(digest)\"}}}}}",
                ["x86_64": "q.io/x@\(digest)"]
            ),
        ] as [(String, [String: String])]
    )
    func disks(json: String, disks: [String: String]) throws {
        let (found, fault) = try Self.documents(Self.bootImages(json)).kubeVirt()
        #expect(found.mapValues(\.description) == disks)
        #expect(fault == nil)
    }

    @Test(
        "say why no disk is known, and that is no error yet",
        arguments: [
            ("{}", "data.stream: expected a field `architectures` here"), ("[]", "data.stream: "),
            (
                "{\"architectures\":{\"s390x\":{\"images\":{\"kubevirt\":{\"digest-ref\":\"q.io/x:1\"}}}}}",
                "architectures.s390x.images.kubevirt.digest-ref: found `q.io/x:1`, expected a reference with a digest"
            ),
        ]
    )
    func diskFaults(json: String, message: String) throws {
        let (found, fault) = try Self.documents(Self.bootImages(json)).kubeVirt()
        #expect(found.isEmpty)
        let text = try #require(fault.map { "\($0.place ?? ""): \($0.message)" })
        #expect(text.contains(message), "\(text)")
    }

    @Test func `without boot images have no disks and no fault`() throws {
        let (found, fault) = try Self.documents([:]).kubeVirt()
        #expect(found.isEmpty)
        #expect(fault == nil)
    }

    @Test func `changed at random are pinned components in order, or an error on one line that names the file`() throws
    {
        var generator = SeededGenerator(seed: 21)
        let stream = Self.stream([("cli", "q.io/x@\(Self.digest)"), ("etcd", "q.io/y@\(Self.digest)")])
        let boot =
            Self.bootImages(
                "{\"architectures\":{\"x86_64\":{\"images\":{\"kubevirt\":{\"digest-ref\":\"q.io/x@\(Self.digest)\"}}}}}"
            )[PayloadFile.bootImages] ?? ""
        var counts = (read: 0, refused: 0)
        for _ in 0..<600 {
            var files = [PayloadFile.imageReferences: Array(stream.utf8), PayloadFile.bootImages: Array(boot.utf8)]
            for name in files.keys.sorted() {
                guard var bytes = files[name] else { continue }
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + 4))
                default: bytes.insert(contentsOf: Array("\",{".utf8), at: place)
                }
                files[name] = bytes
            }
            let payload = try ReleaseValues.image("quay.io/ocp/release", "payload")
            let documents = PayloadDocuments(payload: payload, files: files)
            let (disks, fault) = documents.kubeVirt()
            #expect(disks.values.allSatisfy { $0.digest != nil })
            #expect(fault == nil || disks.isEmpty)
            do throws(PayloadError) {
                let components = try documents.release().components
                #expect(components.map(\.name) == Set(components.map(\.name)).sorted())
                #expect(components.allSatisfy { $0.image.digest != nil })
                counts.read += 1
            } catch {
                #expect(error.place?.hasPrefix(PayloadFile.imageReferences) == true)
                #expect(!error.explanation.summary.contains("\n"), "\(error)")
                counts.refused += 1
            }
        }
        #expect(counts.read > 10 && counts.refused > 200, "\(counts)")
    }
}
