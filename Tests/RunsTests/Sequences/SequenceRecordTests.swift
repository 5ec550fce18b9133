// SPDX-License-Identifier: Apache-2.0

import Catalogs
import MirrorConfiguration
import OCI
import Plans
import Releases
import Resolution
import SequenceMetadata
import Testing
@testable import Runs

/// The run of a plan, in the words of oc-mirror v1.
@Suite("The record of a run")
struct SequenceRecordTests {
    private static let digest = Digest(of: Array("catalog".utf8))

    private static func configuration(_ body: String) throws -> ImageSetConfiguration {
        let head = "apiVersion: mirror.openshift.io/v1alpha2\nkind: ImageSetConfiguration\n"
        return try ImageSetConfiguration(bytes: Array((head + body).utf8), path: "isc.yaml")
    }

    private static func record(_ body: String, _ chosen: ChosenContent = ChosenContent()) throws -> String {
        PastMirror(of: try configuration(body), chosen).record
    }

    private static let bodies: [(String, String)] = [
        (
            "mirror: {additionalImages: [{name: src.example/tools/alpha:1.0}, {name: alpine}]}",
            #"{"mirror":{"platform":{},"additionalImages":[{"name":"src.example/tools/alpha:1.0"},{"name":"alpine"}],"helm":{}}}"#
        ),
        (
            "mirror: {operators: [{catalog: 'src.example/index:v1', packages: [{name: a, channels: [{name: stable}]}]}]}",
            #"{"mirror":{"platform":{},"operators":[{"packages":[{"name":"a","channels":[{"name":"stable"}]}],"#
                + #""catalog":"src.example/index:v1"}],"helm":{}}}"#
        ),
        (
            "mirror: {operators: [{catalog: 'src.example/index:v1', full: true, skipDependencies: true}]}",
            #"{"mirror":{"platform":{},"operators":[{"packages":null,"catalog":"src.example/index:v1","full":true,"#
                + #""skipDependencies":true}],"helm":{}}}"#
        ),
        (
            "mirror: {platform: {graph: true, channels: [{name: stable-4.16, minVersion: 4.16.1, shortestPath: true}]}}",
            #"{"mirror":{"platform":{"graph":true,"channels":[{"name":"stable-4.16","type":"ocp","minVersion":"4.16.1","#
                + #""shortestPath":true}],"architectures":["amd64"]},"helm":{}}}"#
        ),
        (
            "mirror: {blockedImages: [{name: 'a.*'}], samples: [{name: s}], additionalImages: [{name: a.example/b:1}]}",
            #"{"mirror":{"platform":{},"additionalImages":[{"name":"a.example/b:1"}],"helm":{},"blockedImages":[{"name":"a.*"}],"#
                + #""samples":[{"name":"s"}]}}"#
        ),
    ]

    @Test("has the section of the configuration", arguments: bodies)
    func section(body: String, expected: String) throws { #expect(try Self.record(body) == expected) }

    @Test("has the bounds of release channels filled in, and where heads began")
    func channels() throws {
        let text = try Self.record(
            "mirror: {platform: {channels: [{name: stable-4.16}, {name: fast-4.17, maxVersion: 4.17.3}]}}",
            ChosenContent(channels: [
                .init(name: "stable-4.16", beginning: "4.16.2", lowest: "4.16.2", highest: "4.16.5"),
                .init(name: "fast-4.17", beginning: "", lowest: "4.17.0", highest: "4.17.3"),
            ])
        )
        #expect(text.contains(#"{"name":"stable-4.16","type":"ocp","minVersion":"4.16.2","maxVersion":"4.16.5"}"#))
        #expect(text.contains(#"{"name":"fast-4.17","type":"ocp","minVersion":"4.17.0","maxVersion":"4.17.3"}"#))
        #expect(text.hasSuffix(#""platforms":[{"channel":"stable-4.16","minVersion":"4.16.2"}]}"#), "\(text)")
    }

    @Test("has the catalogs with their digests, and where each channel begins")
    func catalogs() throws {
        let text = try Self.record(
            "mirror: {operators: [{catalog: 'src.example/index:v1'}]}",
            ChosenContent(catalogs: [
                .init(
                    name: "src.example/index:v1",
                    pin: "src.example/index@\(Self.digest)",
                    packages: [
                        .init(name: "a", channels: [.init(name: "stable", bounds: .init(minVersion: "1.2.0"))]),
                        .init(name: "b", bounds: .init(minVersion: "1.0.0", maxVersion: "2.0.0")),
                    ]
                ),
                .init(name: "src.example/full:v1", pin: "", packages: nil),
            ])
        )
        #expect(
            text.contains(
                #""operators":[{"catalog":"src.example/index:v1","imagePin":"src.example/index@\#(Self.digest)","packages":["#
                    + #"{"name":"a","channels":[{"name":"stable","minVersion":"1.2.0"}]},"#
                    + #"{"name":"b","minVersion":"1.0.0","maxVersion":"2.0.0"}]},"#
                    + #"{"catalog":"src.example/full:v1","imagePin":"","packages":null}]"#
            ),
            "\(text)"
        )
    }

    @Test("gives the next run what the last one chose")
    func earlier() throws {
        let configuration = try Self.configuration(
            "mirror: {platform: {channels: [{name: stable-4.16}, {name: fast-4.17}]}, operators: [{catalog: 'a.example/b:1'}]}"
        )
        let heads = ChosenContent.Package(
            name: "a",
            bounds: .init(minBundle: "a.v1"),
            channels: [.init(name: "stable", bounds: .init(minVersion: "1.2.0", maxVersion: "1.2.0"))]
        )
        let run = PastMirror(
            of: configuration,
            ChosenContent(
                catalogs: [
                    .init(name: "a.example/b:1", pin: "", packages: [heads]),
                    .init(name: "full", pin: "", packages: nil),
                ],
                channels: [
                    .init(name: "stable-4.16", beginning: "4.16.2", lowest: "4.16.1", highest: "4.16.5"),
                    .init(name: "fast-4.17", beginning: "", lowest: "not a version", highest: "4.17.3"),
                ]
            )
        )
        let uid = try #require(WorkspaceID("1c8a4f1e-6d3b-4d27-9a52-0f6b7c1d2e3f"))
        let read = try MetadataReader.read(WorkspaceMetadata(uid: uid, pastMirror: run).bytes, from: "x").metadata
        let earlier = EarlierChoices(read)
        #expect(earlier.heads == EarlierHeads(["a.example/b:1": [heads]]))
        let (begun, lowest, highest) = ("4.16.2", "4.16.1", "4.16.5")
        #expect(
            earlier.releases
                == EarlierReleases([
                    "stable-4.16": .init(
                        beginning: try SemanticVersion(begun),
                        lowest: try SemanticVersion(lowest),
                        highest: try SemanticVersion(highest)
                    ),
                    "fast-4.17": .init(beginning: nil, lowest: nil, highest: try SemanticVersion("4.17.3")),
                ])
        )
        let nothing = EarlierChoices(nil)
        #expect(nothing.heads == EarlierHeads() && nothing.releases == EarlierReleases())
    }
}
