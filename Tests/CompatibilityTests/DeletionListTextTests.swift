// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import OCI
import TestSupport
import Testing

@testable import Compatibility

@Suite("A list of images to delete")
struct DeletionListTextTests {
    private static func item(_ origin: String, _ destination: String, _ kind: DeleteImageList.Kind) throws
        -> DeletionListText.Item
    {
        DeletionListText.Item(origin: try ImageSource(origin), destination: try ImageReference(destination), kind: kind)
    }

    @Test("is written as oc-mirror writes it, sorted, each destination once")
    func text() throws {
        let digest = "sha256:" + String(repeating: "0", count: 64)
        let list = DeletionListText([
            try Self.item("registry.redhat.io/ubi8/ubi@\(digest)", "reg.example:5000/ubi8/ubi:sha256-0", .generic),
            try Self.item("oci:///srv/index", "reg.example:5000/srv/index:v4.17", .operatorCatalog),
            try Self.item("registry.redhat.io/other:1", "reg.example:5000/ubi8/ubi:sha256-0", .generic),
        ])
        #expect(
            list.text == """
                apiVersion: mirror.openshift.io/v2alpha1
                items:
                - imageName: oci:///srv/index
                  imageReference: docker://reg.example:5000/srv/index:v4.17
                  type: operatorCatalog
                - imageName: docker://registry.redhat.io/ubi8/ubi@\(digest)
                  imageReference: docker://reg.example:5000/ubi8/ubi:sha256-0
                  type: generic
                kind: DeleteImageList

                """
        )
    }

    @Test("is the same when it is read and written again", arguments: 0..<20)
    func roundTrip(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let items = try (0..<Int.random(in: 0...40, using: &random)).map { _ in
            let name = "a\(Int.random(in: 0...30, using: &random))/b-\(Int.random(in: 0...3, using: &random))"
            let tag = ["0123", "1e3", "true", "v1.0", "0x1F"].randomElement(using: &random) ?? "x"
            let kind = DeleteImageList.Kind.allCases.randomElement(using: &random) ?? .generic
            return try Self.item("quay.io/\(name):\(tag)", "reg.example:5000/\(name):\(tag)", kind)
        }
        let written = DeletionListText(items)
        let read = try DeleteImageList(bytes: Array(written.text.utf8), path: "delete-images.yaml")
        #expect(DeletionListText(read).items == written.items)
        #expect(DeletionListText(read).text == written.text)
    }
}
