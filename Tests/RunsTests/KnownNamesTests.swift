// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import Runs

@Suite("Names for completing a line")
struct KnownNamesTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try folder.makeDirectory("repo/.git")
        try folder.makeDirectory("repo/sites/north")
        try folder.write("{}", to: "repo/plans/0123456789ab/plan.json")
        try folder.write("not a plan", to: "repo/plans/notes/readme")
        let images = String(repeating: "x", count: 10_000)
        try folder.write(#"{"images": "\#(images)", "target": "mirror.example:5000/ocp"}"#, to: "repo/ledger/a.json")
        try folder.write(#"{"target": "file:///media/usb"}"#, to: "repo/ledger/b.json")
        try folder.write("damaged", to: "repo/ledger/c.json")
        try folder.write(
            """
            kind: ImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            mirror:
              platform: {channels: [{name: stable-4.16}]}
              operators:
                - catalog: quay.io/a/index:v1
                  packages: [{name: logging, channels: [{name: stable-6.2}]}, {name: loki}]
            """,
            to: "repo/plans/0123456789ab/isc.yaml"
        )
        try folder.write("kind: ImageSetConfiguration\nbroken: [", to: "repo/broken.yaml")
        try folder.write(
            #"{"metadata": {"io.openshift.upgrades.graph.release.channels": "candidate-4.17,stable-4.17"}}"#,
            to: "cache/mirror/graphs/sha256/0.json"
        )
    }

    private func names(_ kind: KnownNames.Kind, typed: String = "", in place: String = "repo/sites") -> [String] {
        KnownNames(around: folder[place], environment: ["OC_MIRROR_CACHE": folder["cache"]]).names(kind, typed: typed)
    }

    @Test("come from the records of the repository around the folder")
    func records() {
        #expect(names(.plans) == ["0123456789ab"])
        #expect(names(.targets) == ["docker://mirror.example:5000/ocp", "file:///media/usb"])
        #expect(names(.archives) == ["file:///media/usb"])
    }

    @Test("come from the configurations of plans, even if another file is broken")
    func configurations() {
        #expect(names(.packages) == ["logging", "loki"])
        #expect(names(.operatorChannels) == ["stable-6.2"])
        #expect(names(.catalogs) == ["quay.io/a/index:v1"])
    }

    @Test("of release channels come from cached graphs, too")
    func channels() {
        #expect(names(.releaseChannels) == ["candidate-4.17", "stable-4.16", "stable-4.17"])
    }

    @Test("go on with folders behind file://")
    func folders() {
        #expect(names(.archives, typed: "fi") == ["file://", "file:///media/usb"])
        #expect(names(.archives, typed: "file://", in: "repo").contains("file://sites/"))
        #expect(names(.archives, typed: "file://sites/n", in: "repo").contains("file://sites/north/"))
        #expect(names(.archives, typed: "file://\(folder["repo/si"])").contains("file://\(folder["repo/sites"])/"))
    }

    @Test("are none where there is nothing, and nothing is an error")
    func nothing() throws {
        let bare = try TemporaryDirectory()
        for kind: KnownNames.Kind in [.plans, .packages, .catalogs, .operatorChannels, .releaseChannels] {
            let known = KnownNames(around: bare["missing"], environment: ["OC_MIRROR_CACHE": bare["missing"]])
            #expect(known.names(kind).isEmpty)
        }
    }
}
