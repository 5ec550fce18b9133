// SPDX-License-Identifier: Apache-2.0

import Foundation
import MirrorConfiguration
import Reviews
import Runs
import Testing
import Views

@Suite("What migrating did")
struct MigrateViewTests {
    private func view(_ text: String, path: String?) throws -> MigrateView {
        let configuration = try ImageSetConfiguration(bytes: Array(text.utf8), path: "isc.yaml")
        return MigrateView(
            MigrateOutcome(
                configuration: configuration,
                migrated: try MigratedConfiguration(configuration),
                path: path
            )
        )
    }

    private let plain = """
        apiVersion: mirror.openshift.io/v1alpha2
        kind: ImageSetConfiguration
        mirror: {operators: []}

        """

    @Test func `is the new file, or where it was written`() throws {
        let shown = try view(plain, path: nil)
        #expect(shown.text(.plain, true) == plain.replacing("v1alpha2", with: "v2alpha1"))
        #expect(shown.remarks.isEmpty)
        #expect(try view(plain, path: "new.yaml").text(.plain, true) == "Migrated isc.yaml.\nWrote new.yaml.\n")
    }

    @Test func `counts what has no equivalent, and tells it beside the file`() throws {
        let written = try view(plain + "storageConfig: {local: {path: x}}\n", path: "new.yaml")
        #expect(
            written.text(.plain, true) == "Migrated isc.yaml (1 finding: read them before you plan).\nWrote new.yaml.\n"
        )
        #expect(written.remarks.hasPrefix("isc.yaml:4:1: warning: version two has no `storageConfig`"))
        #expect(written.remarks.hasSuffix("\n"))
    }

    @Test func `is the same as JSON`() throws {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(view(plain, path: "new.yaml").json().utf8)) as? [String: Any]
        )
        #expect(object["migrated"] as? String == "new.yaml")
        #expect(object["configuration"] as? String == "isc.yaml")
        #expect(object["text"] as? String == plain.replacing("v1alpha2", with: "v2alpha1"))
        #expect((object["findings"] as? [Any])?.isEmpty == true)
    }
}
