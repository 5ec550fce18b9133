// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import Resolution
import Testing

@testable import Compatibility

@Suite("A list of images to delete at a target")
struct DeletionListCheckTests {
    private static func list(_ items: [(place: String, kind: String)]) throws -> DeleteImageList {
        let texts = items.map {
            "- imageName: docker://quay.io/a/b:1\n  imageReference: docker://\($0.place)\n  type: \($0.kind)\n"
        }
        let head = "apiVersion: mirror.openshift.io/v2alpha1\nkind: DeleteImageList\nitems:\n"
        return try DeleteImageList(bytes: Array((head + texts.joined()).utf8), path: "delete-images.yaml")
    }

    @Test("passes where every image is in the place of its kind")
    func passes() throws {
        let list = try Self.list([
            ("r.e/ns/openshift/release-images:4.17.1-x86_64", "ocpRelease"),
            ("r.e/ns/openshift/release:4.17.1-x86_64-etcd", "ocpReleaseContent"), ("r.e/ns/a/b:1", "generic"),
            ("r.e/ns/openshift/graph-image:latest", "cincinnatiGraph"), ("r.e/ns/a/c:1", "operatorBundle"),
        ])
        #expect(DeletionListCheck.findings(on: list, at: try MirrorTarget("docker://r.e/ns")).isEmpty)
    }

    @Test(
        "is refused with the line of each image that is not",
        arguments: [
            ("other.e/ns/a/b:1", "generic", "is not at docker://r.e/ns"), ("r.e/a/b:1", "generic", "is not at"),
            ("r.e/ns-other/b:1", "generic", "is not at"),
            ("r.e/ns/a/b:1", "ocpRelease", "r.e/ns/openshift/release-images"),
            ("r.e/ns/openshift/release-images:1", "ocpReleaseContent", "r.e/ns/openshift/release"),
            ("r.e/ns/deep/openshift/release:1", "ocpReleaseContent", "is not where releases are"),
        ]
    )
    func refused(place: String, kind: String, reason: String) throws {
        let list = try Self.list([("r.e/ns/x:1", "generic"), (place, kind)])
        let findings = DeletionListCheck.findings(on: list, at: try MirrorTarget("docker://r.e/ns"))
        #expect(findings.map(\.severity) == [.error])
        #expect(findings.first?.summary.contains(reason) == true)
        #expect(findings.first?.place?.line == 8)
    }
}
