// SPDX-License-Identifier: Apache-2.0

import Foundation
import MirrorConfiguration
import OCI
import Reviews
import Runs
import Testing
import Views

@Suite("What pinning did")
struct PinViewTests {
    private let configuration: ImageSetConfiguration
    private let digest = Digest(of: Array("catalog".utf8))

    init() throws {
        let text = """
            kind: ImageSetConfiguration
            apiVersion: mirror.openshift.io/v2alpha1
            mirror:
              operators:
              - catalog: quay.io/index:v4.18
              - catalog: quay.io/index@\(digest)
              - catalog: oci:///srv/index

            """
        configuration = try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml")
    }

    private func view(_ digests: [Int: Digest], stray: String? = nil) -> PinView {
        PinView(
            PinOutcome(
                configuration: configuration,
                digests: digests,
                written: configuration.mirror.operators.isEmpty ? [] : ["isc.pinned.yaml", "isc.delete.yaml"],
                pinnedPath: "isc.pinned.yaml",
                deletionPath: "isc.delete.yaml",
                strayTemplate: stray
            )
        )
    }

    @Test("names each catalog with its digest, or why it was left alone")
    func text() {
        #expect(
            view([0: digest]).text(.plain, true) == """
                ~ quay.io/index:v4.18
                    is \(digest)
                  quay.io/index@\(digest) (left alone: it has a digest)
                  oci:///srv/index (left alone: a folder has no tag that could move)
                Pinned 1 of 3 catalogs.
                Wrote isc.pinned.yaml and isc.delete.yaml.

                """
        )
    }

    @Test("is the same as JSON")
    func json() throws {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(view([0: digest]).json().utf8)) as? [String: Any]
        )
        #expect(object["configuration"] as? String == "isc.yaml")
        #expect(object["pinned"] as? String == "isc.pinned.yaml")
        #expect(object["delete"] as? String == "isc.delete.yaml")
        let catalogs = try #require(object["catalogs"] as? [[String: String]])
        #expect(catalogs.map { $0["digest"] } == ["\(digest)", nil, nil])
        #expect(
            catalogs.map { $0["note"] } == [
                nil, "left alone: it has a digest", "left alone: a folder has no tag that could move",
            ]
        )
    }

    @Test("says where a template is looked for")
    func note() {
        #expect(view([:]).note == nil)
        #expect(
            view([:], stray: "t.yaml").note
                == "note: isc.pinned.yaml is in another folder than isc.yaml: its template t.yaml is looked for there\n"
        )
    }
}
