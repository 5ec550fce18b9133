// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import Testing

private let hex = DeleteLists.hex

private func list(_ items: String) -> String { DeleteLists.text(items) }

private func findings(ofList text: String) -> [String] { DeleteLists.findings(text) }

@Suite("A list of oc-mirror of what to delete")
struct DeleteImageListTests {
    private func read(_ text: String) throws -> DeleteImageList {
        try DeleteImageList(bytes: Array(text.utf8), path: "d.yaml")
    }

    @Test("has an image's origin, place and type")
    func example() throws {
        let text = list(
            """

            - imageName: docker://registry.redhat.io/ubi8/ubi@sha256:\(hex)
              imageReference: docker://reg.example:5000/ubi8/ubi:sha256-\(hex)
              type: generic

            """
        )
        let list = try read(text)
        #expect(list.path == "d.yaml")
        #expect(list.bytes == Array(text.utf8))
        #expect(list.digest == Digest(of: text.utf8))
        #expect(list.warnings.isEmpty)
        let item = try #require(list.items.first)
        #expect(list.items.count == 1)
        #expect(item.origin.description == "registry.redhat.io/ubi8/ubi@sha256:\(hex)")
        #expect(item.destination.description == "reg.example:5000/ubi8/ubi:sha256-\(hex)")
        #expect(item.destination.tag?.description == "sha256-\(hex)")
        #expect(item.destination.digest == nil)
        #expect(item.kind == .generic)
        #expect(item.location.description == "d.yaml:5:19")
    }

    @Test(
        "has a word for each type of image",
        arguments: [
            ("ocpReleaseContent", DeleteImageList.Kind.ocpReleaseContent), ("ocpRelease", .ocpRelease),
            ("cincinnatiGraph", .cincinnatiGraph), ("operatorRelatedImage", .operatorRelatedImage),
            ("generic", .generic),
            ("helmImage", .helmImage), ("operatorBundle", .operatorBundle), ("operatorCatalog", .operatorCatalog),
        ]
    )
    func types(name: String, kind: DeleteImageList.Kind) throws {
        let items = " [{imageName: a.io/b:c, imageReference: a.io/b:c, type: \(name)}]"
        #expect(try read(list(items)).items.map(\.kind) == [kind])
    }

    /// The two references of an item, and what they mean.
    static let references: [(String, String, String, String)] = [
        ("quay.io/a/b:c", "reg.io/b:c", "quay.io/a/b:c", "reg.io/b:c"),
        ("docker://a/b:c", "docker://reg:5/b@sha256:\(hex)", "docker.io/a/b:c", "reg:5/b@sha256:\(hex)"),
        (
            "docker://quay.io/a/b:c@sha256:\(hex)", "docker://localhost/b:c@sha256:\(hex)",
            "quay.io/a/b:c@sha256:\(hex)", "localhost/b:c@sha256:\(hex)"
        ),
        ("oci:///var/catalog", "docker://docker.io/b/c:d", "oci:///var/catalog", "docker.io/b/c:d"),
    ]

    @Test("takes references with and without a transport, a tag and a digest", arguments: references)
    func reads(name: String, reference: String, origin: String, destination: String) throws {
        let list = try read(list("\n- imageName: \(name)\n  imageReference: \(reference)\n"))
        #expect(list.items.map(\.origin.description) == [origin])
        #expect(list.items.map(\.destination.description) == [destination])
        #expect(list.items.map(\.kind) == [nil])
        #expect(list.warnings.isEmpty)
    }

    @Test("keeps the order of the file")
    func order() throws {
        let items = ["z", "a", "m"].map { "\n- {imageName: a.io/\($0):1, imageReference: b.io/\($0):1}" }.joined()
        #expect(try read(list(items)).items.map(\.destination.description) == ["b.io/z:1", "b.io/a:1", "b.io/m:1"])
    }

    @Test("of 4.16 has the names of blobs, which are not read")
    func relatedBlobs() throws {
        let text = """
            ---
            apiVersion: mirror.openshift.io/v1alpha2
            items:
            - imageName: quay.io/a/b@sha256:\(hex)
              imageReference: docker://reg.example:8443/a/b@sha256:\(hex)
              relatedBlobs:
              - sha256:\(hex)
            - imageName: quay.io/a/c@sha256:\(hex)
              imageReference: docker://reg.example:8443/a/c@sha256:\(hex)
              relatedBlobs: null
            - imageName: quay.io/a/d@sha256:\(hex)
              imageReference: docker://reg.example:8443/a/d@sha256:\(hex)
            kind: DeleteImageList
            """
        #expect(try read(text).items.map(\.destination.repository.name.description) == ["a/b", "a/c", "a/d"])
        #expect(
            findings(ofList: text) == [
                "d.yaml:2:13: warning: a list of `mirror.openshift.io/v1alpha2` is read as one of"
                    + " `mirror.openshift.io/v2alpha1` | write `apiVersion: mirror.openshift.io/v2alpha1`",
                "d.yaml:6:3: note: `relatedBlobs` of 1 item is ignored: the target has the blobs of each image",
            ]
        )
    }

    @Test("names each place once")
    func duplicates() throws {
        let text = list(
            """

            - {imageName: "a.io/b:1", imageReference: "docker://reg.io/b:1", type: generic}
            - {imageName: "docker://a.io/b:1", imageReference: "reg.io/b:1", type: helmImage}
            - {imageName: "z.io/b:1", imageReference: "reg.io/b:1"}
            - {imageName: "a.io/b:1", imageReference: "reg.io/b:2"}
            """
        )
        let items = try read(text).items
        #expect(items.map(\.destination.description) == ["reg.io/b:1", "reg.io/b:2"])
        #expect(items.map(\.kind) == [.generic, nil])
        #expect(
            findings(ofList: text) == [
                "d.yaml:5:52: warning: the image `reg.io/b:1` is here for the second time"
                    + " | it is also on line 4; the first counts",
                "d.yaml:6:43: warning: the image `reg.io/b:1` is here for the second time"
                    + " | it is also on line 4, there for `a.io/b:1`; the first counts",
            ]
        )
    }

    @Test("may be empty", arguments: ["", " []", " null"])
    func empty(items: String) throws {
        #expect(try read(list(items)).items.isEmpty)
        #expect(
            findings(ofList: list(items)).map { $0.replacing(/:3:[0-9]+:/, with: ":3:") } == [
                "d.yaml:3: warning: `items` names nothing to delete"
                    + " | check the output of `oc-mirror delete --generate`: it writes a list even if it failed"
            ]
        )
    }
}
